import { texts } from './texts.js';
import { html } from './ui.js';

const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A point in time, as the reader's browser writes it. */
export const Time = ({ of }) =>
  of ? html`<time datetime=${of}>${format.format(new Date(of))}</time>` : null;

/** What went wrong, and a way to try again. */
export const Failed = ({ error, retry }) =>
  error
    ? html`<p class="failed" role="alert">
        ${texts.failed(error.message)} ${' '}
        ${retry && html`<button type="button" onClick=${retry}>${texts.retry}</button>`}
      </p>`
    : null;

/** What stands below a list that comes page by page. */
export const ListEnd = ({ list, none }) => html`
  <${Failed} error=${list.error} retry=${list.reload} />
  ${list.loading && list.rows.length === 0 && html`<p class="quiet" role="status">${texts.loading}</p>`}
  ${!list.loading && !list.error && list.rows.length === 0 && html`<p class="quiet">${none}</p>`}
  ${list.more && html`<button type="button" onClick=${list.more}>${texts.more}</button>`}
`;

/** A field with its name above it. */
export const Field = ({ name, children }) => html`
  <label class="field"><span>${name}</span>${children}</label>
`;

/** A choice among { value, name }. */
export const Choice = ({ name, value, options, onChoose }) => html`
  <${Field} name=${name}>
    <select value=${value} onChange=${(event) => onChoose(event.currentTarget.value)}>
      ${options.map(
        (one) => html`<option value=${one.value} selected=${one.value === value}>${one.name}</option>`,
      )}
    </select>
  <//>
`;
