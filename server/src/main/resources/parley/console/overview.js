import { get } from './api.js';
import { Failed, Time } from './common.js';
import { useEvery } from './every.js';
import { LoadPlots } from './load-plots.js';
import { useLoaded } from './load.js';
import { bytes, texts } from './texts.js';
import { html } from './ui.js';

const REFRESH_MS = 10000;

const counted = (name, of) => ({ name, of, counted: true });
const gauge = (name, of, show) => ({ name, of, show });

const PLOTS = [
  {
    title: texts.requestsPlot,
    series: [counted(texts.requests, 'requests'), counted(texts.failures, 'failures')],
  },
  {
    title: texts.changesPlot,
    series: [counted(texts.messages, 'messages'), counted(texts.changes, 'changes')],
  },
  {
    title: texts.deliveriesPlot,
    series: [counted(texts.taken, 'deliveries'), counted(texts.refused, 'refusals')],
  },
  {
    title: texts.connectionsPlot,
    series: [gauge(texts.connections, 'connections'), gauge(texts.clients, 'clients')],
  },
  { title: texts.memoryPlot, series: [gauge(texts.memory, 'memory_bytes', bytes)] },
  {
    title: texts.queuesPlot,
    series: [
      gauge(texts.changesWaiting, 'changes_waiting'),
      gauge(texts.callsUnderway, 'calls_underway'),
    ],
  },
  { title: texts.clientQueuePlot, series: [gauge(texts.queuedBytes, 'queued_bytes', bytes)] },
];

const Fact = ({ name, children }) => html`<div><dt>${name}</dt><dd>${children}</dd></div>`;

const Facts = ({ server, ready }) => html`
  <dl class="facts">
    <${Fact} name=${texts.health}>
      <span class=${`state ${ready === 'ready' ? 'ready' : 'failed'}`}>${ready}</span>
    <//>
    <${Fact} name=${texts.versionOf}>${server.version}<//>
    <${Fact} name=${texts.startedAt}><${Time} of=${server.started_at} /><//>
    <${Fact} name=${texts.database}>${server.database}, ${bytes(server.database_bytes)}<//>
    <${Fact} name=${texts.mediaFiles}>${bytes(server.media_bytes)}<//>
    <${Fact} name=${texts.pendingDeliveries}>
      ${texts.pending(server.deliveries_pending, server.oldest_pending_seconds)}
    <//>
    <${Fact} name=${texts.failedDeliveries}>${server.deliveries_failed}<//>
  </dl>
`;

const Settings = ({ settings }) => html`
  <details>
    <summary>${texts.settings}</summary>
    <div class="wide" tabindex="0" role="region" aria-label=${texts.settings}>
      <table>
        <thead><tr>${texts.settingColumns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>
          ${settings.map(
            (one) => html`<tr><th scope="row">${one.name}</th><td>${one.value}</td><td>${one.where}</td></tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>
`;

/** One that is not ready says so with an error's status, in the same form. */
const readiness = async () => {
  const answer = await fetch('/health/ready', { signal: AbortSignal.timeout(REFRESH_MS) });
  return (await answer.json()).status;
};

/** How the server is, what it did in the last hour, and what it was started with. */
export function Overview() {
  const found = useLoaded(() => get('/parley/v1/Server'), []);
  const health = useLoaded(readiness, []);
  const ready = health.error ? texts.unreachable : health.value;
  useEvery(REFRESH_MS, () => Promise.all([found.reload(), health.reload()]));
  return html`
    <h2>${texts.overview}</h2>
    <${Failed} error=${found.error} retry=${found.reload} />
    ${found.value && ready && html`<${Facts} server=${found.value} ready=${ready} />`}
    <h3>${texts.lastHour}</h3>
    <${LoadPlots} plots=${PLOTS} />
    ${found.value && html`<${Settings} settings=${found.value.settings} />`}
  `;
}
