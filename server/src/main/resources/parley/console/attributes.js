import { useActs } from './act.js';
import { get } from './api.js';
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

/**
 * Asks whether somebody else has changed the attributes at a path since they were last looked at, so that
 * nothing of his is lost unseen. The error that says so, or that kept from asking; null if all is well.
 */
function useOvertaken(path, text) {
  const seen = useRef(text);
  return async () => {
    try {
      const { attributes } = await get(path);
      const overtaken = attributes !== seen.current;
      seen.current = attributes;
      return overtaken ? new Error(texts.overtaken(attributes)) : null;
    } catch (error) {
      return error;
    }
  };
}

function Form({ text, path, acts, onSave, onCancel }) {
  const field = useRef(null);
  const [wrong, setWrong] = useState(null);
  const [looking, setLooking] = useState(false);
  const overtaken = useOvertaken(path, text);
  useLayoutEffect(() => field.current.focus(), []);
  const submit = async (event) => {
    event.preventDefault();
    const wish = field.current.value;
    setLooking(true);
    const found = fault(wish) ?? (await overtaken());
    setLooking(false);
    setWrong(found);
    if (!found) {
      onSave(wish);
    }
  };
  const leave = (event) => event.key === 'Escape' && onCancel();
  return html`
    <form class="edit" onSubmit=${submit} onKeyDown=${leave}>
      <textarea ref=${field} class="json" aria-label=${texts.attributes} rows="6" spellcheck="false">
${indented(text)}</textarea
      >
      <button class="main" disabled=${acts.busy || looking}>${texts.save}</button>
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
    ? html`<${Form}
        text=${text}
        path=${path}
        acts=${acts}
        onSave=${save}
        onCancel=${() => setEditing(false)}
      />`
    : html`<${Attributes} text=${text} />
        ${open &&
        html`<p class="buttons">
          <button type="button" aria-label=${texts.changeAttributesOf(of)} onClick=${() => setEditing(true)}>
            ${texts.changeAttributes}
          </button>
        </p>`}`;
}
