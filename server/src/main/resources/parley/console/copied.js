import { texts } from './texts.js';
import { html, useEffect, useState } from './ui.js';

/** A text to be taken elsewhere, and a button that takes it. */
export function Copied({ name, text }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => setCopied(false), [text]);
  const copy = () => navigator.clipboard?.writeText(text).then(() => setCopied(true));
  return html`
    <pre class="copied" tabindex="0" role="region" aria-label=${name}>${text}</pre>
    ${navigator.clipboard &&
    html`<p class="buttons">
      <button type="button" onClick=${copy}>${texts.copy}</button>
      <span role="status">${copied ? texts.copiedIt : ''}</span>
    </p>`}
  `;
}
