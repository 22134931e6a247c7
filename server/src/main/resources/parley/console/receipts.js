import { get } from './api.js';
import { Failed, Time } from './common.js';
import { useLoaded } from './load.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

/** Read anew when what is said of all of them changes. */
function Lines({ path, delivery }) {
  const found = useLoaded(() => get(`${path}/Receipts?PageSize=1000`), [path, JSON.stringify(delivery)]);
  return html`
    <${Failed} error=${found.error} retry=${found.reload} />
    <ul>
      ${found.value?.delivery_receipts.map(
        (one) =>
          html`<li>${texts.receiptLine(one)} <code>${one.participant_sid}</code> <${Time} of=${one.date_updated} /></li>`,
      )}
    </ul>
  `;
}

/** What became of a message on its way to who is outside chat; each receipt once it is asked for. */
export function Receipts({ path, delivery }) {
  const [open, setOpen] = useState(false);
  return html`
    <details class="receipts" onToggle=${(event) => setOpen(event.currentTarget.open)}>
      <summary>${texts.receipts}: ${texts.receiptsSummary(delivery)}</summary>
      ${open && html`<${Lines} path=${path} delivery=${delivery} />`}
    </details>
  `;
}
