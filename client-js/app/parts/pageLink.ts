import { type TemplateResult, html } from "lit";

import { type Route, addressOf, navigate } from "../router.js";

/** A link within the application: opens in place, and as any link in a new tab. */
export function pageLink(route: Route, content: unknown, kind = ""): TemplateResult {
  return html`<a
    class=${kind}
    href=${addressOf(route)}
    @click=${(event: MouseEvent) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        navigate(route);
      }
    }}
    >${content}</a
  >`;
}
