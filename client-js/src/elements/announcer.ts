const SETTLE_MS = 50;

type Urgency = "polite" | "alert";

/** The modal dialogs that are open, the newest last. */
const dialogs: HTMLElement[] = [];

/** What each region will say in a moment. */
const toBeSaid = new WeakMap<Element, string[]>();

/** Where a page has no live regions of its own. */
let ours: ShadowRoot | null = null;

/**
 * Speaks to screen readers through live regions that stand in the page before anything is said
 * (regions that are added with their words stay silent): the page's own with the classes
 * `sr-polite` and `sr-alert`, else two of ours. The same words twice are spoken twice, and of two
 * that come together both. While a modal dialog is open everything around it is silent, so the
 * dialog has regions of its own.
 */
export function announce(text: string, urgency: Urgency = "polite"): void {
  const place = dialogs.at(-1) ?? ours ?? document;
  const region = place.querySelector(`.sr-${urgency}`);
  if (region !== null) {
    const waiting = toBeSaid.get(region);
    if (waiting !== undefined) {
      waiting.push(text);
      return;
    }
    const texts = [text];
    toBeSaid.set(region, texts);
    region.textContent = "";
    setTimeout(() => {
      toBeSaid.delete(region);
      region.textContent = texts.join(" ");
    }, SETTLE_MS);
  }
}

/** Sees to it that the page has live regions. */
export function prepareAnnouncer(): void {
  if (ours !== null || document.querySelector(".sr-polite") !== null) {
    return;
  }
  const place = document.createElement("div");
  place.style.cssText =
    "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
  ours = place.attachShadow({ mode: "open" });
  ours.append(region("polite", "status"), region("alert", "alert"));
  document.body.append(place);
}

/** From now on what is said is said in this modal dialog, which has regions. */
export function speakIn(dialog: HTMLElement): void {
  dialogs.push(dialog);
}

export function stopSpeakingIn(dialog: HTMLElement): void {
  const place = dialogs.indexOf(dialog);
  if (place >= 0) {
    dialogs.splice(place, 1);
  }
}

function region(urgency: Urgency, role: string): HTMLElement {
  const element = document.createElement("div");
  element.className = `sr-${urgency}`;
  element.role = role;
  return element;
}
