import { type TemplateResult, html } from "lit";

/** What only screen readers need to tell controls apart, such as a name after "Remove". */
export function spokenOnly(text: string): TemplateResult {
  return html`<bdi class="visually-hidden">${text}</bdi>`;
}
