import { Time } from './common.js';
import { useLive } from './live.js';
import { fitting, LogBar, searchable } from './log-bar.js';
import { Parameters } from './parameters.js';
import { useRing } from './ring.js';
import { linkTo } from './route.js';
import { texts } from './texts.js';
import { html, useRef, useState } from './ui.js';

/** So many are shown; older ones go. */
const MOST = 500;

const Row = ({ one }) => html`
  <li>
    <details>
      <summary><strong>${one.event}</strong> <span class="quiet"><${Time} of=${one.at} /> ${one.conversation_sid}</span></summary>
      ${one.conversation_sid &&
      html`<p>
        <a href=${linkTo('conversations', one.service_sid, one.conversation_sid)}>${texts.openConversation}</a>
      </p>`}
      <${Parameters} of=${one.parameters} />
    </details>
  </li>
`;

/** Everything that happens, as it happens. */
export function Events() {
  const ring = useRing(MOST);
  const [filter, setFilter] = useState('');
  const [state, setState] = useState({ connected: false, missed: 0 });
  const number = useRef(0);
  useLive({ events: true }, (message) => {
    if (message.type === 'event') {
      ring.add([{ ...message, number: ++number.current, text: searchable(message) }]);
    } else if (message.type === 'missed') {
      setState((old) => ({ ...old, missed: old.missed + message.count }));
    } else if (message.type === 'ready' || message.type === 'lost') {
      setState((old) => ({ ...old, connected: message.type === 'ready' }));
    }
  });
  const rows = fitting(ring.rows, filter);
  return html`
    <h2>${texts.events}</h2>
    <p class="quiet" role="status">${state.connected ? texts.listening : texts.connecting}</p>
    ${state.missed > 0 && html`<p class="failed">${texts.missed(state.missed)}</p>`}
    <${LogBar} ring=${ring} filter=${filter} onFilter=${setFilter} />
    <ul class="log">${rows.map((one) => html`<${Row} key=${one.number} one=${one} />`)}</ul>
    ${rows.length === 0 && html`<p class="quiet">${texts.noEvents}</p>`}
  `;
}
