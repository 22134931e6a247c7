import { ListEnd } from './common.js';
import { texts } from './texts.js';
import { Attributes } from './tree.js';
import { html } from './ui.js';

/** How somebody is called: by identity, or by an address. */
export const nameOf = (participant) =>
  participant.identity ?? participant.messaging_binding?.address ?? participant.sid;

/** Who takes part, and how far each has read. */
export const Participants = ({ list }) => html`
  <details class="participants">
    <summary>${texts.participants} (${list.rows.length}${list.more ? '+' : ''})</summary>
    <ul>
      ${list.rows.map(
        (one) => html`
          <li key=${one.sid}>
            <strong>${nameOf(one)}</strong>
            ${' '}<span class="quiet">${texts.readUpTo(one.last_read_message_index)}</span>
            <${Attributes} text=${one.attributes} />
          </li>
        `,
      )}
    </ul>
    <${ListEnd} list=${list} none=${texts.noParticipants} />
  </details>
`;
