import { type TemplateResult, html } from "lit";

import { surroundingsWords } from "../../words/en/surroundings.js";
import "../parts/copyButton.js";
import { systemOf } from "./inAppBrowser.js";

/** What a joiner should know of the browser before the invite is spent. */
export interface Surroundings {
  /** The app whose own browser this is; null if it is a browser of its own. */
  readonly app: string | null;
  /** Whether this browser lets pages keep nothing. */
  readonly forgetful: boolean;
}

export function surroundingsNotice(
  { app, forgetful }: Surroundings,
  link: string,
): TemplateResult | "" {
  const words = surroundingsWords();
  if (app !== null) {
    return html`<div class="notice stack" role="note">
      <p><strong>${words.inApp(app)}</strong> ${words.inAppMeans}</p>
      <details>
        <summary>${words.howTo}</summary>
        <p>${words.steps[systemOf(navigator.userAgent)]}</p>
      </details>
      <lk-copy-button .label=${words.copyLink} .text=${link}></lk-copy-button>
    </div>`;
  }
  return forgetful ? html`<p class="notice" role="note">${words.forgetful}</p>` : "";
}
