import { useActs } from './act.js';
import { Failed } from './common.js';
import { texts } from './texts.js';
import { Attributes } from './tree.js';
import { html, useLayoutEffect, useRef, useState } from './ui.js';

/** Over several lines, if nothing gets lost so: long numbers would, and names that come twice. */
const indented = (text) => {
  try {
    const value = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
};

/** What is wrong with a text that should be JSON; null for nothing. */
const fault = (text) => {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return new Error(texts.noJson(error.message));
  }
};

function Form({ text, acts, onSave, onCancel }) {
  const field = useRef(null);
  const [wrong, setWrong] = useState(null);
  useLayoutEffect(() => field.current.focus(), []);
  const submit = (event) => {
    event.preventDefault();
    const found = fault(field.current.value);
    setWrong(found);
    if (!found) {
      onSave(field.current.value);
    }
  };
  const leave = (event) => event.key === 'Escape' && onCancel();
  return html`
    <form class="edit" onSubmit=${submit} onKeyDown=${leave}>
      <textarea ref=${field} class="json" aria-label=${texts.attributes} rows="6" spellcheck="false">
${indented(text)}</textarea
      >
      <button class="main" disabled=${acts.busy}>${texts.save}</button>
      <button type="button" onClick=${onCancel}>${texts.cancel}</button>
    </form>
    <${Failed} error=${wrong ?? acts.error} />
  `;
}

/**
 * Attributes as a tree, and a way to change them: as the text they are, which has to be JSON.
 *
 * @param path of what has them
 * @param of says whose they are to who hears the button
 */
export function EditableAttributes({ text, path, of, open, onChanged }) {
  const [editing, setEditing] = useState(false);
  const acts = useActs();
  const save = async (changed) => {
    if (await acts.change(path, { Attributes: changed })) {
      setEditing(false);
      onChanged();
    }
  };
  return editing
    ? html`<${Form} text=${text} acts=${acts} onSave=${save} onCancel=${() => setEditing(false)} />`
    : html`<${Attributes} text=${text} />
        ${open &&
        html`<p class="buttons">
          <button type="button" aria-label=${texts.changeAttributesOf(of)} onClick=${() => setEditing(true)}>
            ${texts.changeAttributes}
          </button>
        </p>`}`;
}
