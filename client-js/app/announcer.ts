const SETTLE_MS = 50;

/**
 * Speaks to screen readers through the live regions that stand in the page from its first paint
 * (regions that are added later stay silent). The same words twice are spoken twice. While a modal
 * dialog is open everything around it is silent, so the dialog has regions of its own.
 */
export function announce(text: string, urgency: "polite" | "alert" = "polite"): void {
  const region =
    document.querySelector(`dialog[open] .sr-${urgency}`) ??
    document.querySelector(`.sr-${urgency}`);
  if (region !== null) {
    region.textContent = "";
    setTimeout(() => {
      region.textContent = text;
    }, SETTLE_MS);
  }
}
