const SETTLE_MS = 50;

/**
 * Speaks to screen readers through the live regions that stand in the page from its first paint
 * (regions that are added later stay silent). The same words twice are spoken twice.
 */
export function announce(text: string, urgency: "polite" | "alert" = "polite"): void {
  const region = document.getElementById(urgency === "polite" ? "sr-polite" : "sr-alert");
  if (region !== null) {
    region.textContent = "";
    setTimeout(() => {
      region.textContent = text;
    }, SETTLE_MS);
  }
}
