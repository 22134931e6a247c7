import { Choice, Field, ListEnd, Time } from './common.js';
import { useLive, useOneAtATime } from './live.js';
import { usePages } from './load.js';
import { useRested } from './rested.js';
import { linkTo } from './route.js';
import { serviceOptions } from './services.js';
import { texts } from './texts.js';
import { html, useEffect, useState } from './ui.js';

const REFRESH_MS = 1000;
const STATES = ['active', 'inactive', 'closed'];

const pathOf = (service, search, state) =>
  `/parley/v1/Conversations?${new URLSearchParams({
    ServiceSid: service,
    PageSize: 30,
    ...(search && { Search: search }),
    ...(state && { State: state }),
  })}`;

const Row = ({ one, chosen }) => html`
  <li>
    <a href=${linkTo('conversations', one.chat_service_sid, one.sid)} aria-current=${chosen || undefined}>
      <span class="name">${one.friendly_name || one.unique_name || texts.untitled}</span>
      <span class=${`state ${one.state}`}>${texts.states[one.state]}</span>
      <span class="quiet">${texts.counts(one.messages, one.participants)}</span>
      <span class="quiet"><${Time} of=${one.date_last_activity} /></span>
    </a>
  </li>
`;

/**
 * Conversations of a service, newest first, as far as they fit what is searched for.
 *
 * @param first the service to begin with
 * @param usual the one to go on with when that is gone
 * @param onGone called then: others may be there now
 */
export function ConversationList({ services, first, usual, chosen, onGone }) {
  const [picked, setService] = useState(first);
  const service = picked ?? usual;
  const [search, setSearch] = useState('');
  const [state, setState] = useState('');
  const list = usePages(pathOf(service, useRested(search.trim()), state));
  const refresh = useOneAtATime(list.refresh, REFRESH_MS);
  useLive({ any: true }, ({ type }) => ['ready', 'missed', 'any'].includes(type) && refresh());
  useEffect(() => {
    if (list.error?.status === 404) {
      setService(null);
      onGone();
    }
  }, [list.error]);
  return html`
    <form class="filters" role="search" onSubmit=${(event) => event.preventDefault()}>
      <${Field} name=${texts.search}>
        <input
          type="search"
          maxlength="256"
          placeholder=${texts.searchHint}
          value=${search}
          onInput=${(event) => setSearch(event.currentTarget.value)}
        />
      <//>
      <${Choice}
        name=${texts.service}
        value=${service}
        options=${serviceOptions(services)}
        onChoose=${setService}
      />
      <${Choice}
        name=${texts.state}
        value=${state}
        options=${[
          { value: '', name: texts.anyState },
          ...STATES.map((one) => ({ value: one, name: texts.states[one] })),
        ]}
        onChoose=${setState}
      />
    </form>
    <ul class="rows">
      ${list.rows.map((one) => html`<${Row} key=${one.sid} one=${one} chosen=${one.sid === chosen} />`)}
    </ul>
    <${ListEnd} list=${list} none=${texts.noConversations} />
  `;
}
