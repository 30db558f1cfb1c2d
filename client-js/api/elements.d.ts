interface LkEventDetails {
    readonly "lk-joined": Session;
    readonly "lk-open": string;
    readonly "lk-state": string;
    readonly "lk-link": string;
    readonly "lk-invited": Invite;
    readonly "lk-filter": string;
}

interface LkJoinElement extends HTMLElement {
    client: Client | null;
    link: string | null;
}

interface LkKnocksElement extends HTMLElement {
    session: Session | null;
}

interface LkLedgerElement extends HTMLElement {
    session: Session | null;
    query: string;
}

interface LkPeopleElement extends HTMLElement {
    session: Session | null;
    noKnocks: boolean;
}

interface LkQrElement extends HTMLElement {
    value: string;
    label: string;
}

interface LkQrScannerElement extends HTMLElement {
    client: Client | null;
}

interface LkShareElement extends HTMLElement {
    session: Session | null;
    label: string;
    show(invite: Invite, summary?: string): void;
}

interface LkStatusElement extends HTMLElement {
    session: Session | null;
}

declare global {
    interface HTMLElementTagNameMap {
        "lk-join": LkJoinElement;
        "lk-knocks": LkKnocksElement;
        "lk-ledger": LkLedgerElement;
        "lk-people": LkPeopleElement;
        "lk-qr": LkQrElement;
        "lk-qr-scanner": LkQrScannerElement;
        "lk-share": LkShareElement;
        "lk-status": LkStatusElement;
    }
    interface HTMLElementEventMap extends LkEvents {
    }
}

export { LkEventDetails, LkJoinElement, LkKnocksElement, LkLedgerElement, LkPeopleElement, LkQrElement, LkQrScannerElement, LkShareElement, LkStatusElement };
