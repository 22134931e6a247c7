import { useActs } from './act.js';
import { get } from './api.js';
import { Failed, Field } from './common.js';
import { useEvery } from './every.js';
import { useLoaded } from './load.js';
import { texts } from './texts.js';
import { html } from './ui.js';

const PATH = '/parley/v1/Test/Faults';
const REFRESH_MS = 3000;

const Input = ({ name, label, value }) => html`
  <${Field} name=${label}><input name=${name} defaultValue=${value} /><//>
`;

/** What is to go wrong, until it is deleted. */
export function Faults() {
  const list = useLoaded(() => get(PATH), []);
  useEvery(REFRESH_MS, list.reload);
  const acts = useActs();
  const create = async (event) => {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '');
    if (await acts.change(PATH, Object.fromEntries(filled))) {
      list.reload();
    }
  };
  return html`
    <section class="card" aria-label=${texts.faults}>
      <h4>${texts.faults}</h4>
      <form class="grid" onSubmit=${create}>
        <${Input} name="Method" label=${texts.method} value="" />
        <${Input} name="Route" label=${texts.faultRoute} value="/v1/Conversations" />
        <${Input} name="Status" label=${texts.faultStatus} value="503" />
        <${Input} name="DelayMs" label=${texts.delay} value="" />
        <${Input} name="Times" label=${texts.times} value="1" />
        <button>${texts.addFault}</button>
      </form>
      <${Failed} error=${acts.error ?? list.error} />
      <ul>
        ${list.value?.faults.map(
          (one) => html`<li key=${one.sid}>
            ${texts.fault(one)}
            ${' '}<button type="button" onClick=${async () => (await acts.remove(`${PATH}/${one.sid}`)) && list.reload()}>
              ${texts.remove}
            </button>
          </li>`,
        )}
      </ul>
    </section>
  `;
}
