import { get } from './api.js';
import { Failed, Time } from './common.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

/** What became of a message on its way to who is outside chat; each receipt once it is asked for. */
export function Receipts({ path, delivery }) {
  const [state, setState] = useState({});
  const open = (event) => {
    if (event.currentTarget.open && !state.receipts) {
      get(`${path}/Receipts?PageSize=1000`).then(
        (page) => setState({ receipts: page.delivery_receipts }),
        (error) => setState({ error }),
      );
    }
  };
  return html`
    <details class="receipts" onToggle=${open}>
      <summary>${texts.receipts}: ${texts.receiptsSummary(delivery)}</summary>
      <${Failed} error=${state.error} />
      <ul>
        ${state.receipts?.map(
          (one) =>
            html`<li>${texts.receiptLine(one)} <code>${one.participant_sid}</code> <${Time} of=${one.date_updated} /></li>`,
        )}
      </ul>
    </details>
  `;
}
