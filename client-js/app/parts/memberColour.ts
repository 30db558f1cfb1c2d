const COLOURS = 8;

/** One of the eight palette entries of page.css, the same on every device. */
export function memberColour(memberId: string): string {
  let sum = 0;
  for (const character of memberId) {
    sum = (sum * 31 + character.charCodeAt(0)) % 65_536;
  }
  return String(sum % COLOURS);
}
