import { useActs } from './act.js';
import { Choice, Failed, Field, ListEnd, Time } from './common.js';
import { Delivery } from './delivery.js';
import { isRefusal, useEvery } from './every.js';
import { useRested } from './rested.js';
import { LoadPlots } from './load-plots.js';
import { usePages } from './load.js';
import { AskingButton } from './question.js';
import { linkTo } from './route.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

const REFRESH_MS = 3000;
const PLOTS = [
  {
    title: texts.deliveriesPlot,
    series: [
      { name: texts.taken, of: 'deliveries', counted: true },
      { name: texts.refused, of: 'refusals', counted: true },
    ],
  },
];

const Row = ({ one, chosen }) => html`
  <li>
    <a href=${linkTo('deliveries', one.sid)} aria-current=${chosen || undefined}>
      <span class="name">${one.event_type}</span>
      <span class=${`state ${one.status}`}>${texts.deliveryStates[one.status]}</span>
      <span class="quiet">${one.target_url}</span>
      <span class="quiet">${texts.attempts(one.attempts)}, <${Time} of=${one.date_created} /></span>
    </a>
  </li>
`;

const Rows = ({ rows, chosen }) => html`
  <ul class="rows">${rows.map((one) => html`<${Row} key=${one.sid} one=${one} chosen=${one.sid === chosen} />`)}</ul>
`;

/** What was tried in vain and is still to be told stands before all else. */
function Stuck({ chosen }) {
  const list = usePages('/parley/v1/Deliveries?Status=pending&PageSize=100');
  useEvery(REFRESH_MS, list.refresh);
  const stuck = list.rows.filter((one) => one.attempts > 0).slice(0, 10);
  return stuck.length > 0
    ? html`<section class="stuck"><h3>${texts.stuck}</h3><${Rows} rows=${stuck} chosen=${chosen} /></section>`
    : null;
}

function Filters({ filter, onChange }) {
  const set = (name) => (value) => onChange({ ...filter, [name]: value });
  const text = (name, label) => html`
    <${Field} name=${label}>
      <input value=${filter[name] ?? ''} onInput=${(event) => set(name)(event.currentTarget.value)} />
    <//>
  `;
  return html`
    <form class="filters" role="search" onSubmit=${(event) => event.preventDefault()}>
      <${Choice}
        name=${texts.state}
        value=${filter.Status ?? ''}
        options=${[
          { value: '', name: texts.anyState },
          ...Object.entries(texts.deliveryStates).map(([value, name]) => ({ value, name })),
        ]}
        onChoose=${set('Status')}
      />
      ${text('EventType', texts.event)} ${text('Target', texts.target)}
    </form>
  `;
}

const given = (filter) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value));

/** What is told to webhooks, how it went, and what is to be told again. */
export function Deliveries({ route }) {
  const [chosen] = route;
  const [filter, setFilter] = useState({});
  const rested = useRested(new URLSearchParams(given(filter)).toString());
  const list = usePages(`/parley/v1/Deliveries?PageSize=30&${rested}`);
  const acts = useActs();
  useEvery(REFRESH_MS, list.refresh, isRefusal(list.error));
  const replayFailed = async () => {
    const { Status, ...others } = given(filter);
    if (await acts.change('/parley/v1/Deliveries/Replay', { ...others, Status: 'failed' })) {
      list.refresh();
    }
  };
  return html`
    <div class=${chosen ? 'panes chosen' : 'panes'}>
      <section class="list-pane" aria-label=${texts.listOfDeliveries}>
        <h2>${texts.deliveries}</h2>
        <${LoadPlots} plots=${PLOTS} />
        <${Stuck} chosen=${chosen} />
        <h3>${texts.allDeliveries}</h3>
        <${Filters} filter=${filter} onChange=${setFilter} />
        <p class="buttons">
          <${AskingButton}
            name=${texts.replayFailed}
            text=${texts.replayFailedQuestion}
            onYes=${replayFailed}
          />
        </p>
        <${Failed} error=${acts.error} />
        <${Rows} rows=${list.rows} chosen=${chosen} />
        <${ListEnd} list=${list} none=${texts.noDeliveries} />
      </section>
      <section class="thread-pane" aria-label=${texts.delivery}>
        ${chosen
          ? html`<${Delivery} key=${chosen} sid=${chosen} onChanged=${list.refresh} />`
          : html`<p class="quiet">${texts.pickDelivery}</p>`}
      </section>
    </div>
  `;
}
