import { useActs } from './act.js';
import { get } from './api.js';
import { Failed, Field, Time } from './common.js';
import { useLoaded } from './load.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

const PATH = '/parley/v1/Test/Clock';
const STEPS = ['PT1H', 'P1D', 'P1W'];

/** The server's clock: where it stands, and moving it. */
export function Clock() {
  const clock = useLoaded(() => get(PATH), []);
  const [length, setLength] = useState('PT24H');
  const acts = useActs();
  const move = async (form) => (await acts.change(PATH, form)) && clock.reload();
  const submit = (event) => {
    event.preventDefault();
    move({ Advance: length });
  };
  return html`
    <section class="card" aria-label=${texts.clock}>
      <h4>${texts.clock}</h4>
      <${Failed} error=${clock.error} retry=${clock.reload} />
      ${clock.value &&
      html`<p role="status">
        <${Time} of=${clock.value.now} /> ${clock.value.frozen ? texts.frozen : texts.running(clock.value.offset)}
      </p>`}
      <p class="buttons">
        ${STEPS.map(
          (step) =>
            html`<button type="button" disabled=${acts.busy} onClick=${() => move({ Advance: step })}>${texts.advance(step)}</button>`,
        )}
        <button type="button" onClick=${() => move({ Frozen: !clock.value?.frozen })}>
          ${clock.value?.frozen ? texts.run : texts.freeze}
        </button>
      </p>
      <form class="log-bar" onSubmit=${submit}>
        <${Field} name=${texts.duration}>
          <input value=${length} onInput=${(event) => setLength(event.currentTarget.value)} />
        <//>
        <button disabled=${acts.busy}>${texts.advanceBy}</button>
      </form>
      <${Failed} error=${acts.error} />
    </section>
  `;
}
