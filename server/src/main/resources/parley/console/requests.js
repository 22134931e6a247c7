import { get } from './api.js';
import { Failed, Time } from './common.js';
import { useEvery } from './every.js';
import { useOneAtATime } from './live.js';
import { fitting, LogBar, searchable } from './log-bar.js';
import { useRing } from './ring.js';
import { texts } from './texts.js';
import { html, useEffect, useRef, useState } from './ui.js';

const REFRESH_MS = 2000;
const MOST = 1000; // as many as the server knows

const Row = ({ one }) => html`
  <tr class=${one.status >= 400 ? 'refused' : ''}>
    <td><${Time} of=${one.at} /></td>
    <td>${one.method}</td>
    <td>${one.path}<br /><span class="quiet">${one.route ?? texts.noRoute}</span></td>
    <td>${one.status}</td>
    <td>${one.duration_ms}</td>
    <td>${one.caller ?? texts.nobodyKnown}</td>
    <td><code>${one.id}</code></td>
  </tr>
`;

/** What the server was asked, and what it answered. */
export function Requests() {
  const ring = useRing(MOST);
  const [filter, setFilter] = useState('');
  const [error, setError] = useState();
  const last = useRef(0);
  const look = useOneAtATime(async () => {
    try {
      const { requests } = await get(`/parley/v1/Requests?After=${last.current}`);
      last.current = requests[0]?.number ?? last.current;
      ring.add(requests.map((one) => ({ ...one, text: searchable(one) })));
      setError(undefined);
    } catch (failure) {
      setError(failure);
    }
  });
  useEffect(() => {
    look();
  }, []);
  useEvery(REFRESH_MS, look);
  return html`
    <h2>${texts.requests}</h2>
    <p class="quiet">${texts.requestsHelp}</p>
    <${LogBar} ring=${ring} filter=${filter} onFilter=${setFilter} />
    <${Failed} error=${error} />
    <div class="wide" tabindex="0" role="region" aria-label=${texts.requests}>
      <table>
        <thead>
          <tr>${texts.requestColumns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
        </thead>
        <tbody>${fitting(ring.rows, filter).map((one) => html`<${Row} key=${one.number} one=${one} />`)}</tbody>
      </table>
    </div>
  `;
}
