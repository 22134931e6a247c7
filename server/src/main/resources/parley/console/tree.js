import { texts } from './texts.js';
import { html, useState } from './ui.js';

const DEPTH_MAX = 20;

/** A number as it was written: JavaScript's own are rounded, or have no end. */
class Written {
  constructor(text) {
    this.text = text;
  }
}

const Leaf = ({ value }) =>
  html`<code class="leaf">${value instanceof Written ? value.text : JSON.stringify(value)}</code>`;

const Branch = ({ value, depth }) =>
  depth >= DEPTH_MAX
    ? html`<span class="quiet">${texts.tooDeep}</span>`
    : html`<ul class="tree">
        ${Object.entries(value).map(
          ([name, one]) =>
            html`<li><span class="name">${name}</span> <${Node} value=${one} depth=${depth + 1} /></li>`,
        )}
      </ul>`;

const Node = ({ value, depth }) =>
  value !== null && typeof value === 'object' && !(value instanceof Written) && Object.keys(value).length > 0
    ? html`<${Branch} value=${value} depth=${depth} />`
    : html`<${Leaf} value=${value} />`;

/** Browsers that do not tell how a number was written show what they take it for. */
const asWritten = (_, value, context) =>
  typeof value === 'number' && context?.source ? new Written(context.source) : value;

const parse = (text) => {
  try {
    return JSON.parse(text, asWritten);
  } catch {
    return text; // what is no JSON is shown as the text it is
  }
};

/** Attributes as a tree, folded, and made once it is unfolded; nothing, where there are none. */
export function Attributes({ text }) {
  const [open, setOpen] = useState(false);
  return text && text.trim() !== '{}'
    ? html`<details class="attributes" onToggle=${(event) => setOpen(event.currentTarget.open)}>
        <summary>${texts.attributes}</summary>
        ${open && html`<${Node} value=${parse(text)} depth=${0} />`}
      </details>`
    : null;
}
