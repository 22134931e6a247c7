import { useActs } from './act.js';
import { EditableAttributes } from './attributes.js';
import { Failed, ListEnd } from './common.js';
import { NewParticipant } from './new-participant.js';
import { AskingButton } from './question.js';
import { texts } from './texts.js';
import { html } from './ui.js';
import { UserAttributes } from './user-attributes.js';

/** How somebody is called: by identity, or by an address. */
export const nameOf = (participant) =>
  participant.identity ?? participant.messaging_binding?.address ?? participant.sid;

function Row({ service, path, one, open, onChanged }) {
  const acts = useActs();
  const own = `${path}/Participants/${one.sid}`;
  const name = nameOf(one);
  return html`
    <li>
      <strong>${name}</strong>
      ${' '}<span class="quiet">${texts.readUpTo(one.last_read_message_index)}</span>
      <${EditableAttributes}
        text=${one.attributes}
        path=${own}
        of=${texts.participant(name)}
        open=${open}
        onChanged=${onChanged}
      />
      ${one.identity && html`<${UserAttributes} service=${service} identity=${one.identity} />`}
      ${open &&
      html`<p class="buttons">
        <${AskingButton}
          name=${texts.removeParticipant}
          text=${texts.removeParticipantQuestion(name)}
          onYes=${async () => (await acts.remove(own)) && onChanged()}
        />
      </p>`}
      <${Failed} error=${acts.error} />
    </li>
  `;
}

/** Who takes part, and how far each has read; others can be added, and these removed. */
export const Participants = ({ service, path, list, open, onChanged }) => html`
  <details class="participants">
    <summary>${texts.participants} (${list.rows.length}${list.more ? '+' : ''})</summary>
    <ul>
      ${list.rows.map(
        (one) => html`<${Row}
          key=${one.sid}
          service=${service}
          path=${path}
          one=${one}
          open=${open}
          onChanged=${onChanged}
        />`,
      )}
    </ul>
    <${ListEnd} list=${list} none=${texts.noParticipants} />
    ${open && html`<${NewParticipant} service=${service} path=${path} onAdded=${onChanged} />`}
  </details>
`;
