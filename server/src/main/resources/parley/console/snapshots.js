import { useActs } from './act.js';
import { get } from './api.js';
import { Failed, Field, Time } from './common.js';
import { useLoaded } from './load.js';
import { AskingButton } from './question.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

const PATH = '/parley/v1/Test/Snapshots';

const Row = ({ one, restore, remove }) => html`
  <li>
    <strong>${one.name}</strong> <span class="quiet"><${Time} of=${one.date_created} /> ${texts.rows(one.rows)}</span>
    <span class="buttons">
      <${AskingButton}
        name=${texts.restore}
        text=${texts.restoreQuestion(one.name)}
        onYes=${() => restore(one.name)}
      />
      <button type="button" onClick=${() => remove(one.name)}>${texts.remove}</button>
    </span>
  </li>
`;

/** Everything as it was: after the first start, or when somebody kept it. */
export function Snapshots({ onReset }) {
  const list = useLoaded(() => get(PATH), []);
  const [name, setName] = useState('before');
  const acts = useActs();
  const pathOf = (one) => `${PATH}/${encodeURIComponent(one)}`;
  const then = (next) => (done) => done && next();
  const create = (event) => {
    event.preventDefault();
    acts.change(PATH, { Name: name }).then(then(list.reload));
  };
  return html`
    <section class="card" aria-label=${texts.snapshots}>
      <h4>${texts.snapshots}</h4>
      <form class="log-bar" onSubmit=${create}>
        <${Field} name=${texts.name}>
          <input required value=${name} onInput=${(event) => setName(event.currentTarget.value)} />
        <//>
        <button disabled=${acts.busy}>${texts.keepSnapshot}</button>
      </form>
      <${Failed} error=${list.error} retry=${list.reload} />
      <ul>
        ${list.value?.snapshots.map(
          (one) => html`<${Row}
            key=${one.name}
            one=${one}
            restore=${(it) => acts.change(`${pathOf(it)}/Restore`).then(then(onReset))}
            remove=${(it) => acts.remove(pathOf(it)).then(then(list.reload))}
          />`,
        )}
      </ul>
      <p class="buttons">
        <${AskingButton}
          name=${texts.reset}
          text=${texts.resetQuestion}
          onYes=${() => acts.change('/parley/v1/Test/Reset').then(then(onReset))}
        />
      </p>
      <${Failed} error=${acts.error} />
    </section>
  `;
}
