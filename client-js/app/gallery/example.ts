import type { TemplateResult } from "lit";

/** A state that something can be in, to look at. */
export interface Example {
  /** After the # of the gallery's address. */
  readonly name: string;
  readonly view: () => TemplateResult;
  /** What a person does first, or what an element cannot be told from outside. */
  readonly then?: (root: HTMLElement) => Promise<void> | void;
}

/** The first element of this kind, also in shadow roots. */
export function within(root: ParentNode, selector: string): Element {
  const found = search(root, selector);
  if (found === null) {
    throw new Error(`no ${selector}`);
  }
  return found;
}

function search(root: ParentNode, selector: string): Element | null {
  const here = root.querySelector(selector);
  if (here !== null) {
    return here;
  }
  for (const { shadowRoot } of root.querySelectorAll("*")) {
    const inside = shadowRoot === null ? null : search(shadowRoot, selector);
    if (inside !== null) {
      return inside;
    }
  }
  return null;
}

/** Presses the button with these words. */
export async function press(root: ParentNode, words: string): Promise<void> {
  const buttons = all(root, "button, summary");
  const button = buttons.find((it) => it.textContent.trim().startsWith(words));
  if (!(button instanceof HTMLElement)) {
    throw new Error(`no button ${words}`);
  }
  button.click();
  await settle();
}

function all(root: ParentNode, selector: string): readonly Element[] {
  return [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll("*")].flatMap(({ shadowRoot }) =>
      shadowRoot === null ? [] : all(shadowRoot, selector),
    ),
  ];
}

/** Until what elements do at once is done. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
