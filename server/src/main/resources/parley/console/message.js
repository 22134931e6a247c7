import { useActs } from './act.js';
import { EditableAttributes } from './attributes.js';
import { Failed, Time } from './common.js';
import { Edit } from './edit.js';
import { Medium } from './media.js';
import { AskingButton } from './question.js';
import { Receipts } from './receipts.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

/** One message, as a bubble; who has read up to it stands below. */
export function Message({ service, path, message, readers, open, onChanged }) {
  const [editing, setEditing] = useState(false);
  const acts = useActs();
  const own = `${path}/Messages/${message.sid}`;
  const save = async (body) => {
    if (await acts.change(own, { Body: body })) {
      setEditing(false);
      onChanged();
    }
  };
  return html`
    <li class="bubble" data-index=${message.index}>
      <p class="who">
        <strong>${message.author || texts.nobody}</strong>
        <span class="quiet">#${message.index} <${Time} of=${message.date_created} /></span>
        ${message.date_updated !== message.date_created &&
        html`<span class="quiet">${texts.edited}</span>`}
      </p>
      ${editing
        ? html`<${Edit}
            name=${texts.message}
            value=${message.body ?? ''}
            long
            onSave=${save}
            onCancel=${() => setEditing(false)}
          />`
        : message.body && html`<p class="body">${message.body}</p>`}
      ${message.media?.map((one) => html`<${Medium} key=${one.sid} service=${service} medium=${one} />`)}
      ${message.delivery && html`<${Receipts} path=${own} delivery=${message.delivery} />`}
      ${readers.length > 0 && html`<p class="readers quiet">${texts.readBy(readers)}</p>`}
      <${EditableAttributes}
        text=${message.attributes}
        path=${own}
        of=${texts.messageNumber(message.index)}
        open=${open}
        onChanged=${onChanged}
      />
      ${open &&
      html`<p class="buttons">
        <button type="button" onClick=${() => setEditing(true)}>${texts.edit}</button>
        <${AskingButton}
          name=${texts.remove}
          text=${texts.removeMessageQuestion(message.author || texts.nobody)}
          onYes=${async () => (await acts.remove(own)) && onChanged()}
        />
      </p>`}
      <${Failed} error=${acts.error} />
    </li>
  `;
}
