import { html } from './ui.js';

const WIDTH = 320;
const HEIGHT = 80;

const points = (values, most) =>
  values
    .map((value, i) => {
      const x = (i / Math.max(1, values.length - 1)) * WIDTH;
      return `${x.toFixed(1)},${(HEIGHT - (value / most) * HEIGHT).toFixed(1)}`;
    })
    .join(' ');

/**
 * How some numbers went, as lines; what they are now, and the most they were, stands beside in words.
 *
 * @param series { name, values, show }, the oldest value first; `show` words one
 */
export const Plot = ({ title, series, summary }) => {
  const most = Math.max(1, ...series.flatMap((one) => one.values));
  return html`
    <figure class="plot">
      <figcaption>${title}</figcaption>
      <svg viewBox=${`0 -2 ${WIDTH} ${HEIGHT + 4}`} preserveAspectRatio="none" aria-hidden="true">
        ${series.map(
          (one, i) => html`<polyline class=${`line-${i}`} points=${points(one.values, most)} />`,
        )}
      </svg>
      <ul>
        ${series.map(
          (one, i) => html`<li><span class=${`key line-${i}`}></span> ${summary(one)}</li>`,
        )}
      </ul>
    </figure>
  `;
};
