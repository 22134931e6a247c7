import { Field } from './common.js';
import { texts } from './texts.js';
import { html } from './ui.js';

/** What stands above a log: a filter, a pause, and a way to begin anew. */
export const LogBar = ({ ring, filter, onFilter }) => html`
  <form class="log-bar" role="search" onSubmit=${(event) => event.preventDefault()}>
    <${Field} name=${texts.filter}>
      <input type="search" value=${filter} onInput=${(event) => onFilter(event.currentTarget.value)} />
    <//>
    <button type="button" aria-pressed=${ring.paused} onClick=${() => ring.setPaused(!ring.paused)}>
      ${texts.pause}
    </button>
    <button type="button" onClick=${ring.clear}>${texts.clear}</button>
    <span class="quiet" role="status">${ring.paused ? texts.waiting(ring.waiting.length) : ''}</span>
  </form>
`;

/** Those that have all words of a filter somewhere, in whatever case. */
export function fitting(rows, filter) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ text }) => words.every((word) => text.includes(word)));
}

/** What a filter looks through. */
export const searchable = (value) => JSON.stringify(value).toLowerCase();
