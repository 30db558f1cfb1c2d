import { html, render } from "lit";

import { errorExamples } from "./errorExamples.js";
import type { Example } from "./example.js";
import { settle } from "./example.js";
import { hostExamples } from "./hostExamples.js";
import { joinExamples } from "./joinExamples.js";
import { ledgerExamples } from "./ledgerExamples.js";
import { scanExamples } from "./scanExamples.js";
import { sessionExamples } from "./sessionExamples.js";
import { surfaceExamples } from "./surfaceExamples.js";

const EXAMPLES: readonly Example[] = [
  ...joinExamples,
  ...scanExamples,
  ...hostExamples,
  ...sessionExamples,
  ...surfaceExamples,
  ...ledgerExamples,
  ...errorExamples,
];

/** Shows the state that the address names, or the list of all. Each needs a page of its own. */
async function show(place: HTMLElement): Promise<void> {
  const name = location.hash.slice(1);
  const example = EXAMPLES.find((it) => it.name === name);
  if (example === undefined) {
    render(contents(), place);
    return;
  }
  render(example.view(), place);
  await settle();
  await example.then?.(place);
  await settle();
  document.documentElement.dataset.shown = name;
}

function contents(): ReturnType<typeof html> {
  return html`<main class="page">
    <h1>Gallery</h1>
    <ul id="names">
      ${EXAMPLES.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}
    </ul>
  </main>`;
}

addEventListener("hashchange", () => {
  location.reload();
});

const place = document.querySelector<HTMLElement>("#example");
if (place !== null) {
  void show(place);
}
