import { useActs } from './act.js';
import { get } from './api.js';
import { Failed, Time } from './common.js';
import { isRefusal, useEvery } from './every.js';
import { useLoaded } from './load.js';
import { Parameters } from './parameters.js';
import { linkTo } from './route.js';
import { texts } from './texts.js';
import { html } from './ui.js';

const Attempt = ({ attempt }) => html`
  <li>
    <p><${Time} of=${attempt.at} /> ${texts.attempt(attempt)}</p>
    ${attempt.answer && html`<pre tabindex="0">${attempt.answer}</pre>`}
  </li>
`;

/** One delivery: what is told to whom, and how it went. */
export function Delivery({ sid, onChanged }) {
  const path = `/parley/v1/Deliveries/${encodeURIComponent(sid)}`;
  const found = useLoaded(() => get(path), [path]);
  const acts = useActs();
  useEvery(3000, found.reload, isRefusal(found.error)); // also when it is done: it may be told again elsewhere
  const act = async (where, form) => {
    if (await acts.change(where, form)) {
      found.reload();
      onChanged();
    }
  };
  const one = found.value;
  return html`
    <p class="back"><a href=${linkTo('deliveries')}>${texts.backToList}</a></p>
    <${Failed} error=${found.error} retry=${found.reload} />
    ${one &&
    html`
      <h2>${one.event_type}</h2>
      <p>
        <span class=${`state ${one.status}`}>${texts.deliveryStates[one.status]}</span> ${' '}
        ${texts.attempts(one.attempts)}
        ${one.next_attempt_at && html` ${texts.nextAttempt} <${Time} of=${one.next_attempt_at} />`}
      </p>
      <p><code>${one.method} ${one.target_url}</code></p>
      <p class="quiet"><code>${one.sid}</code> ${texts.created} <${Time} of=${one.date_created} /></p>
      ${one.last_error && html`<p class="failed">${one.last_error}</p>`}
      <p class="buttons">
        ${one.status === 'pending'
          ? html`<button type="button" onClick=${() => act(path, { Status: 'canceled' })}>${texts.callOff}</button>`
          : html`<button type="button" onClick=${() => act(`${path}/Replay`)}>${texts.replay}</button>`}
      </p>
      <${Failed} error=${acts.error} />
      <h3>${texts.attemptLog}</h3>
      <ol class="attempts">${one.attempt_log.map((attempt) => html`<${Attempt} attempt=${attempt} />`)}</ol>
      <${Parameters} of=${one.parameters} />
    `}
  `;
}
