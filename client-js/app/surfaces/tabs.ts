import { type TemplateResult, html } from "lit";

export interface Tabs<T extends string> {
  /** What screen readers call the list. */
  readonly label: string;
  readonly names: Readonly<Record<T, string>>;
  readonly order: readonly T[];
  readonly chosen: T;
  readonly choose: (tab: T) => void;
}

/** The ID of the panel that the tabs change. */
export const PANEL = "surface-panel";

/** Tabs by pointer and by arrow keys, which take the focus along. */
export function tabList<T extends string>(tabs: Tabs<T>): TemplateResult {
  return html`<div
    class="tabs"
    role="tablist"
    aria-label=${tabs.label}
    @keydown=${(event: KeyboardEvent) => {
      goByKey(tabs, event);
    }}
  >
    ${tabs.order.map(
      (tab) =>
        html`<button
          type="button"
          role="tab"
          id="tab-${tab}"
          aria-selected=${String(tab === tabs.chosen)}
          aria-controls=${PANEL}
          tabindex=${tab === tabs.chosen ? 0 : -1}
          @click=${() => {
            tabs.choose(tab);
          }}
        >
          ${tabs.names[tab]}
        </button>`,
    )}
  </div>`;
}

function goByKey<T extends string>({ order, chosen, choose }: Tabs<T>, event: KeyboardEvent): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    Home: -order.length,
    End: order.length,
  };
  const step = steps[event.key];
  if (step === undefined) {
    return;
  }
  event.preventDefault();
  const at = Math.min(Math.max(order.indexOf(chosen) + step, 0), order.length - 1);
  choose(order[at] ?? chosen);
  const list = event.currentTarget as HTMLElement;
  list.querySelectorAll<HTMLElement>('[role="tab"]')[at]?.focus();
}
