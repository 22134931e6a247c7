import { texts } from './texts.js';
import { html, useLayoutEffect, useRef, useState } from './ui.js';

/** Closed first, and gone then: so the browser puts the focus back where it was. */
function Question({ text, action, onYes, onNo }) {
  const dialog = useRef(null);
  useLayoutEffect(() => dialog.current.showModal(), []);
  const end = () => (dialog.current.returnValue === 'yes' ? onYes() : onNo());
  const button = (name, value, look) =>
    html`<button type="button" class=${look} onClick=${() => dialog.current.close(value)}>${name}</button>`;
  return html`
    <dialog ref=${dialog} aria-label=${text} onClose=${end}>
      <p>${text}</p>
      <p class="buttons">${button(texts.cancel, 'no', '')} ${button(action, 'yes', 'main')}</p>
    </dialog>
  `;
}

/** A button that asks before it does what it says. */
export function AskingButton({ name, text, onYes }) {
  const [asking, setAsking] = useState(false);
  const answer = () => {
    setAsking(false);
    onYes();
  };
  return html`
    <button type="button" onClick=${() => setAsking(true)}>${name}</button>
    ${asking &&
    html`<${Question} text=${text} action=${name} onYes=${answer} onNo=${() => setAsking(false)} />`}
  `;
}
