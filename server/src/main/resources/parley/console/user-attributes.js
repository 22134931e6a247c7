import { get } from './api.js';
import { EditableAttributes } from './attributes.js';
import { Failed } from './common.js';
import { useLoaded } from './load.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

function User({ path, identity }) {
  const found = useLoaded(() => get(path), [path]);
  return html`
    <${Failed} error=${found.error} retry=${found.reload} />
    ${found.value &&
    html`<${EditableAttributes}
      text=${found.value.attributes}
      path=${path}
      of=${texts.user(identity)}
      open
      onChanged=${found.reload}
    />`}
  `;
}

/** What is kept of a user himself, whatever conversation he is in; asked for when it is opened. */
export function UserAttributes({ service, identity }) {
  const [open, setOpen] = useState(false);
  const path = `/v1/Services/${service}/Users/${encodeURIComponent(identity)}`;
  return html`
    <details onToggle=${(event) => setOpen(event.currentTarget.open)}>
      <summary>${texts.userHimself}</summary>
      ${open && html`<${User} path=${path} identity=${identity} />`}
    </details>
  `;
}
