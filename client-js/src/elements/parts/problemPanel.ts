import { type TemplateResult, html } from "lit";
import { keyed } from "lit/directives/keyed.js";

import { frameWords } from "../../words/en/frame.js";
import { HeadingFocus } from "../headingFocus.js";
import { LkElement } from "../lkElement.js";
import type { Action, Problem } from "../problem.js";
import "./copyButton.js";

/** The one shape in which every page says that something is wrong. */
export class LkProblem extends LkElement {
  static override readonly properties = { problem: { attribute: false } };

  declare problem: Problem;

  constructor() {
    super();
    new HeadingFocus(this);
  }

  override render(): TemplateResult {
    const { title, text, actions, details } = this.problem;
    return html`
      <section class="card problem" part="problem">
        ${keyed(title, html`<h1 tabindex="-1">${title}</h1>`)}
        <p>${text}</p>
        <slot></slot>
        ${actions.length === 0 ? "" : html`<div class="actions">${actions.map(actionView)}</div>`}
        ${
          details === undefined
            ? ""
            : html`<details>
                <summary>${frameWords().details}</summary>
                <code dir="ltr">${details}</code>
              </details>`
        }
      </section>
    `;
  }
}

/** A page that has nothing to show but a problem. */
export function problemPage(problem: Problem): TemplateResult {
  return html`<main class="page narrow"><lk-problem .problem=${problem}></lk-problem></main>`;
}

function actionView(action: Action): TemplateResult {
  if ("view" in action) {
    return action.view;
  }
  if ("copy" in action) {
    return html`<lk-copy-button label=${action.label} .text=${action.copy}></lk-copy-button>`;
  }
  return html`
    <button
      type="button"
      class=${action.primary === true ? "primary" : ""}
      ?disabled=${action.disabled ?? false}
      @click=${action.run}
    >
      ${action.label}
    </button>
  `;
}

customElements.define("lk-problem", LkProblem);
