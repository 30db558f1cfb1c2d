import { type TemplateResult, html, nothing } from "lit";

import type { Route } from "../route.js";
import { addressOf, navigate } from "../router.js";

/** A link within the application: opens in place, and as any link in a new tab. */
export function pageLink(route: Route, content: unknown, kind = "", slot?: string): TemplateResult {
  return html`<a
    class=${kind}
    slot=${slot ?? nothing}
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
