import { get } from './api.js';
import { Failed } from './common.js';
import { useEvery } from './every.js';
import { useLoaded } from './load.js';
import { Plot } from './plot.js';
import { texts } from './texts.js';
import { html } from './ui.js';

const REFRESH_MS = 10000;
const sum = (values) => values.reduce((all, one) => all + one, 0);

/** Numbers that are counted are told as their sum, others as they are now and at the most. */
const summary = ({ name, values, counted, show = String }) =>
  counted
    ? texts.plotSum(name, sum(values))
    : texts.plotNow(name, show(values.at(-1)), show(Math.max(...values)));

/**
 * Plots of the last hour.
 *
 * @param plots { title, series: { name, of, counted, show } }; `of` names a number of a sample
 */
export function LoadPlots({ plots }) {
  const load = useLoaded(() => get('/parley/v1/Load'), []);
  useEvery(REFRESH_MS, load.reload);
  const samples = load.value?.samples ?? [];
  return html`
    <${Failed} error=${load.error} retry=${load.reload} />
    ${load.value && samples.length === 0 && html`<p class="quiet">${texts.noSamples}</p>`}
    <div class="plots">
      ${samples.length > 0 &&
      plots.map(
        ({ title, series }) => html`<${Plot}
          key=${title}
          title=${title}
          summary=${summary}
          series=${series.map((one) => ({ ...one, values: samples.map((sample) => sample[one.of]) }))}
        />`,
      )}
    </div>
  `;
}
