import { texts } from './texts.js';
import { html, useLayoutEffect, useRef } from './ui.js';

/** A text that is being changed, in its place. */
export function Edit({ name, value, long, onSave, onCancel }) {
  const field = useRef(null);
  useLayoutEffect(() => field.current.focus(), []);
  const submit = (event) => {
    event.preventDefault();
    onSave(field.current.value);
  };
  const leave = (event) => event.key === 'Escape' && onCancel();
  return html`
    <form class="edit" onSubmit=${submit} onKeyDown=${leave}>
      ${long
        ? html`<textarea ref=${field} aria-label=${name} rows="3">${value}</textarea>`
        : html`<input ref=${field} aria-label=${name} defaultValue=${value} />`}
      <button class="main">${texts.save}</button>
      <button type="button" onClick=${onCancel}>${texts.cancel}</button>
    </form>
  `;
}
