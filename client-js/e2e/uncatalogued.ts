/**
 * What the page shows or says to screen readers in Latin letters: in a pseudo-language none of it
 * came from the catalogue. What people wrote stands in `<bdi>`, what is no language in `<code>` or
 * under `translate="no"`. Runs in the page, so it uses nothing from outside.
 */
export function uncatalogued(): readonly string[] {
  const apart = "bdi, code, script, style, noscript, [translate=no]";
  const spoken = ["aria-label", "title", "placeholder", "alt", "label"];
  const found: string[] = [];
  const look = (text: string | null, where: string): void => {
    if (text !== null && /[A-Za-z]/.test(text)) {
      found.push(`${where}: ${text.trim()}`);
    }
  };
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll("*")) {
      if (element.closest(apart) === null && element.localName !== "svg") {
        for (const name of spoken) {
          look(element.getAttribute(name), `${element.localName} ${name}`);
        }
        for (const child of element.childNodes) {
          if (child.nodeType === Node.TEXT_NODE) {
            look(child.textContent, element.localName);
          }
        }
      }
      if (element.shadowRoot !== null) {
        walk(element.shadowRoot);
      }
    }
  };
  look(document.title, "title");
  walk(document.body);
  return found;
}
