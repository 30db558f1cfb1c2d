import { type TemplateResult, html } from "lit";

import { theirLanguage } from "../../../src/elements/theirLanguage.js";
import type { Block, Slide, Span } from "./deck.js";

/** A slide as it is shown. What people wrote is text, never markup. */
export function slideView(slide: Slide): TemplateResult {
  return html`<div class="slide-text" translate="no" lang=${theirLanguage} dir="auto">
    ${slide.map(blockView)}
  </div>`;
}

function blockView(block: Block): TemplateResult {
  switch (block.type) {
    case "heading":
      return html`<h3 class="level-${block.level}">${block.spans.map(spanView)}</h3>`;
    case "paragraph":
      return html`<p>${block.spans.map(spanView)}</p>`;
    case "list":
      return html`<ul>
        ${block.items.map((spans) => html`<li>${spans.map(spanView)}</li>`)}
      </ul>`;
    case "code":
      return html`<pre><code>${block.text}</code></pre>`;
  }
}

function spanView({ look, text }: Span): TemplateResult | string {
  switch (look) {
    case "plain":
      return text;
    case "strong":
      return html`<strong>${text}</strong>`;
    case "emphasis":
      return html`<em>${text}</em>`;
    case "code":
      return html`<code>${text}</code>`;
  }
}
