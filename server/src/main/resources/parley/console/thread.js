import { get } from './api.js';
import { Failed, ListEnd, Time } from './common.js';
import { useLoaded, usePages } from './load.js';
import { Message } from './message.js';
import { nameOf, Participants } from './participants.js';
import { linkTo } from './route.js';
import { texts } from './texts.js';
import { Attributes } from './tree.js';
import { html, useLayoutEffect, useRef } from './ui.js';

const Head = ({ conversation }) => html`
  <h2 tabindex="-1">${conversation.friendly_name || conversation.unique_name || texts.untitled}</h2>
  <p class="quiet">
    <span class=${`state ${conversation.state}`}>${texts.states[conversation.state]}</span>${' '}
    <code>${conversation.sid}</code>${' '}
    ${conversation.unique_name && html`${texts.uniqueName} <code>${conversation.unique_name}</code> `}
    ${texts.created} <${Time} of=${conversation.date_created} />
  </p>
  <${Attributes} text=${conversation.attributes} />
`;

const readersOf = (participants, index) =>
  participants.filter((one) => one.last_read_message_index === index).map(nameOf);

/** The messages of a conversation, the newest at the bottom, where reading begins. */
function Messages({ service, path, list, participants }) {
  const scroll = useRef(null);
  const newest = list.rows[0]?.index;
  const atEnd = useRef(true);
  const toEnd = () => {
    scroll.current.scrollTop = scroll.current.scrollHeight;
  };
  const note = ({ currentTarget: it }) => {
    atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < 40;
  };
  useLayoutEffect(toEnd, [newest]);
  return html`
    <div
      class="messages"
      ref=${scroll}
      tabindex="0"
      role="region"
      aria-label=${texts.messages}
      onScroll=${note}
      onLoadCapture=${() => atEnd.current && toEnd()}
    >
      ${list.more && html`<button type="button" onClick=${list.more}>${texts.earlier}</button>`}
      <ol aria-live="polite">
        ${list.rows.toReversed().map(
          (one) => html`<${Message}
            key=${one.sid}
            service=${service}
            path=${path}
            message=${one}
            readers=${readersOf(participants, one.index)}
          />`,
        )}
      </ol>
      <${ListEnd} list=${{ ...list, more: null }} none=${texts.noMessages} />
    </div>
  `;
}

/** One conversation: what it is, who takes part, what was written. */
export function Thread({ service, sid }) {
  const path = `/v1/Services/${encodeURIComponent(service)}/Conversations/${encodeURIComponent(sid)}`;
  const conversation = useLoaded(() => get(path), [path]);
  const participants = usePages(`${path}/Participants?PageSize=100`);
  const messages = usePages(`${path}/Messages?Order=desc&PageSize=30`);
  return html`
    <p class="back"><a href=${linkTo('conversations', service)}>${texts.backToList}</a></p>
    <${Failed} error=${conversation.error} retry=${conversation.reload} />
    ${conversation.value && html`<${Head} conversation=${conversation.value} />`}
    ${conversation.value && html`<${Participants} list=${participants} />`}
    ${conversation.value &&
    html`<${Messages} service=${service} path=${path} list=${messages} participants=${participants.rows} />`}
  `;
}
