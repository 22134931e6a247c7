import { useActs } from './act.js';
import { EditableAttributes } from './attributes.js';
import { Failed, Time } from './common.js';
import { Edit } from './edit.js';
import { AskingButton } from './question.js';
import { linkTo } from './route.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

const titleOf = (conversation) =>
  conversation.friendly_name || conversation.unique_name || texts.untitled;

function Buttons({ conversation, path, acts, onChanged, onEdit }) {
  const open = conversation.state !== 'closed'; // which is final
  const close = async () => (await acts.change(path, { State: 'closed' })) && onChanged();
  const leave = () => {
    if (location.hash.endsWith(`/${conversation.sid}`)) { // else he is elsewhere by now
      location.hash = linkTo('conversations', conversation.chat_service_sid);
    }
  };
  return html`
    <p class="buttons">
      ${open &&
      html`
        <button type="button" onClick=${onEdit}>${texts.rename}</button>
        <${AskingButton}
          name=${texts.close}
          text=${texts.closeQuestion(titleOf(conversation))}
          onYes=${close}
        />
      `}
      <${AskingButton}
        name=${texts.removeConversation}
        text=${texts.removeConversationQuestion(titleOf(conversation))}
        onYes=${async () => (await acts.remove(path)) && leave()}
      />
    </p>
  `;
}

/** What a conversation is, and what can be done with it as a whole. */
export function ThreadHead({ conversation, path, onChanged }) {
  const [editing, setEditing] = useState(false);
  const acts = useActs();
  const rename = async (name) => {
    if (await acts.change(path, { FriendlyName: name })) {
      setEditing(false);
      onChanged();
    }
  };
  return html`
    ${editing
      ? html`<${Edit}
          name=${texts.friendlyName}
          value=${conversation.friendly_name ?? ''}
          onSave=${rename}
          onCancel=${() => setEditing(false)}
        />`
      : html`<h2>${titleOf(conversation)}</h2>`}
    <p class="quiet">
      <span class=${`state ${conversation.state}`}>${texts.states[conversation.state]}</span>${' '}
      <code>${conversation.sid}</code>${' '}
      ${conversation.unique_name && html`${texts.uniqueName} <code>${conversation.unique_name}</code> `}
      ${texts.created} <${Time} of=${conversation.date_created} />
    </p>
    <div class="row">
      <${EditableAttributes}
        text=${conversation.attributes}
        path=${path}
        of=${titleOf(conversation)}
        open=${conversation.state !== 'closed'}
        onChanged=${onChanged}
      />
      <${Buttons}
        conversation=${conversation}
        path=${path}
        acts=${acts}
        onChanged=${onChanged}
        onEdit=${() => setEditing(true)}
      />
    </div>
    <${Failed} error=${acts.error} />
  `;
}
