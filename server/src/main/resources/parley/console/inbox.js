import { Choice, Failed, Field, ListEnd, Time } from './common.js';
import { useLive, useOneAtATime } from './live.js';
import { usePages } from './load.js';
import { linkTo } from './route.js';
import { serviceOptions, useServices } from './services.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

const REFRESH_MS = 1000;
const ORDERS = ['LastActivity', 'Creation'];

const preview = (message) =>
  message === null
    ? texts.noMessages
    : texts.preview(message.author || texts.nobody, message.body || texts.mediaOnly);

const Row = ({ one }) => html`
  <li>
    <a href=${linkTo('conversations', one.chat_service_sid, one.conversation_sid)}>
      <span class="name">${one.friendly_name || one.unique_name || texts.untitled}</span>
      <span>${one.unread_messages_count > 0 && html`<strong class="unread">${texts.unread(one.unread_messages_count)}</strong>`}</span>
      <span class="quiet">${preview(one.last_message)}</span>
      <span class="quiet">
        ${texts.states[one.conversation_state]}${one.notification_level === 'muted' && `, ${texts.muted}`}
        ${' '}<${Time} of=${one.last_message?.date_created ?? one.date_created} />
      </span>
    </a>
  </li>
`;

/** The list that an application asks for on behalf of a user, as it is answered. */
function List({ service, identity, order, unreadOnly }) {
  const query = new URLSearchParams({
    OrderBy: order,
    Include: 'LastMessage,Totals',
    PageSize: 30,
    ...(unreadOnly && { Unread: true }),
  });
  const path = `/v1/Services/${service}/Users/${encodeURIComponent(identity)}/Conversations?${query}`;
  const list = usePages(path);
  const refresh = useOneAtATime(list.refresh, REFRESH_MS);
  useLive({ any: true }, ({ type }) => ['ready', 'missed', 'any'].includes(type) && refresh());
  const totals = list.page?.totals;
  return html`
    ${totals && html`<p role="status">${texts.totals(totals)}</p>`}
    <p class="quiet"><code>GET ${decodeURIComponent(path)}</code></p>
    <ul class="rows">${list.rows.map((one) => html`<${Row} key=${one.conversation_sid} one=${one} />`)}</ul>
    <${ListEnd} list=${list} none=${texts.noConversations} />
  `;
}

/** A user's conversations, as he sees them. */
export function Inbox({ route }) {
  const [named, identity] = route;
  const services = useServices();
  const [order, setOrder] = useState(ORDERS[0]);
  const [unreadOnly, setUnreadOnly] = useState(false);
  const service = named || services.value?.usual;
  const show = (which, whose) => {
    location.hash = linkTo('inbox', which, whose);
  };
  const submit = (event) => {
    event.preventDefault();
    show(service, event.currentTarget.elements.identity.value);
  };
  return html`
    <h2>${texts.inbox}</h2>
    <${Failed} error=${services.error} retry=${services.reload} />
    ${services.value &&
    html`<form class="log-bar" role="search" onSubmit=${submit}>
      <${Field} name=${texts.identity}><input key=${identity ?? ''} name="identity" required defaultValue=${identity ?? ''} /><//>
      <${Choice}
        name=${texts.service}
        value=${service}
        options=${serviceOptions(services.value.all)}
        onChoose=${(one) => show(one, identity ?? '')}
      />
      <${Choice}
        name=${texts.order}
        value=${order}
        options=${ORDERS.map((value) => ({ value, name: texts.orders[value] }))}
        onChoose=${setOrder}
      />
      <label class="check">
        <input type="checkbox" checked=${unreadOnly} onChange=${(event) => setUnreadOnly(event.currentTarget.checked)} />
        ${texts.unreadOnly}
      </label>
      <button class="main">${texts.show}</button>
    </form>`}
    ${service &&
    identity &&
    html`<${List} service=${service} identity=${identity} order=${order} unreadOnly=${unreadOnly} />`}
  `;
}
