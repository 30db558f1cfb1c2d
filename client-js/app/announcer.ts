/**
 * Speaks to screen readers through the live regions that stand in the page from its first paint
 * (regions that are added later stay silent).
 */
export function announce(text: string, urgency: "polite" | "alert" = "polite"): void {
  const region = document.getElementById(urgency === "polite" ? "sr-polite" : "sr-alert");
  if (region !== null) {
    region.textContent = text;
  }
}
