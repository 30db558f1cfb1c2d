/**
 * Texts that are not wholly to be read: they reach over the edge of the screen, or of what clips them,
 * or lie on another text. What scrolls by itself cuts nothing off, and what people put on a board or
 * into a drawing may lie on each other. Runs in the page, so it uses nothing from outside.
 */
export function cutOff(): readonly string[] {
  const apart = ".visually-hidden, .sketch, .note, .blip, .ring-name, .cm-editor, option";
  const found: string[] = [];
  const seen: { readonly text: string; readonly box: DOMRect }[] = [];
  const clips = (element: Element): DOMRect | null => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const overflow = getComputedStyle(at).overflowX;
      if (overflow === "auto" || overflow === "scroll") {
        return null;
      }
      if (overflow === "hidden" || overflow === "clip") {
        return at.getBoundingClientRect();
      }
    }
    return new DOMRect(0, 0, innerWidth, 0);
  };
  const look = (node: Text, element: Element): void => {
    const text = node.data.trim();
    const range = document.createRange();
    range.selectNodeContents(node);
    const edges = clips(element);
    for (const box of range.getClientRects()) {
      if (edges !== null && (box.left < edges.left - 1 || box.right > edges.right + 1)) {
        found.push(`${text}: reaches over an edge`);
      }
      const other = seen.find(
        (it) =>
          it.text !== text &&
          Math.min(it.box.right, box.right) - Math.max(it.box.left, box.left) > 2 &&
          Math.min(it.box.bottom, box.bottom) - Math.max(it.box.top, box.top) > 6,
      );
      if (other !== undefined) {
        found.push(`${text}: lies on ${other.text}`);
      }
      seen.push({ text, box });
    }
  };
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll("*")) {
      if (element.closest(apart) === null && element.checkVisibility()) {
        for (const child of element.childNodes) {
          if (child instanceof Text && child.data.trim() !== "") {
            look(child, element);
          }
        }
      }
      if (element.shadowRoot !== null) {
        walk(element.shadowRoot);
      }
    }
  };
  walk(document.body);
  return found;
}
