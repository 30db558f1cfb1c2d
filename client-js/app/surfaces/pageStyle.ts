/** Adds a style sheet to the page, for good: each surface brings its own when it is fetched. */
export function addPageStyle(text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}
