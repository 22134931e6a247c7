import { Time } from './common.js';
import { Medium } from './media.js';
import { Receipts } from './receipts.js';
import { texts } from './texts.js';
import { Attributes } from './tree.js';
import { html } from './ui.js';

/** One message, as a bubble; who has read up to it stands below. */
export const Message = ({ service, path, message, readers }) => html`
  <li class="bubble" data-index=${message.index}>
    <p class="who">
      <strong>${message.author || texts.nobody}</strong>
      <span class="quiet">#${message.index} <${Time} of=${message.date_created} /></span>
      ${message.date_updated !== message.date_created && html`<span class="quiet">${texts.edited}</span>`}
    </p>
    ${message.body && html`<p class="body">${message.body}</p>`}
    ${message.media?.map((one) => html`<${Medium} key=${one.sid} service=${service} medium=${one} />`)}
    ${message.delivery && html`<${Receipts} path=${`${path}/Messages/${message.sid}`} delivery=${message.delivery} />`}
    <${Attributes} text=${message.attributes} />
    ${readers.length > 0 && html`<p class="readers quiet">${texts.readBy(readers)}</p>`}
  </li>
`;
