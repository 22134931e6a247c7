import { useActs } from './act.js';
import { get } from './api.js';
import { Failed, Field, Time } from './common.js';
import { isRefusal, useEvery } from './every.js';
import { useLoaded } from './load.js';
import { Parameters } from './parameters.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

const REFRESH_MS = 2000;
const SHOWN_MAX = 50;

/** A receiver for webhooks that the server has itself: what came, and what it answers. */
export function Sink() {
  const [name, setName] = useState('hooks');
  const path = `/parley/v1/Test/Sink/${encodeURIComponent(name || '-')}`;
  const sink = useLoaded(() => get(`${path}/Requests`), [path]);
  useEvery(REFRESH_MS, sink.reload, isRefusal(sink.error));
  const [status, setStatus] = useState('500');
  const acts = useActs();
  const answer = (event) => {
    event.preventDefault();
    acts.change(`${path}/Answer`, { Status: status });
  };
  const received = sink.value?.requests.toReversed().slice(0, SHOWN_MAX) ?? [];
  return html`
    <section class="card" aria-label=${texts.sink}>
      <h4>${texts.sink}</h4>
      <${Field} name=${texts.name}>
        <input value=${name} onInput=${(event) => setName(event.currentTarget.value)} />
      <//>
      <p class="quiet"><code>${location.origin}${path}</code></p>
      <form class="log-bar" onSubmit=${answer}>
        <${Field} name=${texts.sinkStatus}>
          <input value=${status} onInput=${(event) => setStatus(event.currentTarget.value)} />
        <//>
        <button>${texts.answerSo}</button>
        <button type="button" onClick=${async () => (await acts.remove(path)) && sink.reload()}>${texts.forget}</button>
      </form>
      <${Failed} error=${acts.error ?? sink.error} />
      <ul class="log">
        ${received.map(
          (one) => html`<li key=${one.number}>
            <details>
              <summary>
                <strong>${one.parameters.EventType ?? one.method}</strong>${' '}
                <span class="quiet"><${Time} of=${one.received_at} /> ${texts.signature(one.signature_valid)}</span>
              </summary>
              <${Parameters} of=${one.parameters} />
            </details>
          </li>`,
        )}
      </ul>
      ${sink.value && received.length === 0 && html`<p class="quiet">${texts.noEvents}</p>`}
    </section>
  `;
}
