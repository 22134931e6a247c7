import { useActs } from './act.js';
import { Attached, useAttached } from './attached.js';
import { Failed, Field } from './common.js';
import { texts } from './texts.js';
import { html, useRef, useState } from './ui.js';

/** Writes into a conversation, as whoever is named. Enter sends; with Shift it begins a line. */
export function Composer({ service, path, identities, onSent }) {
  const [author, setAuthor] = useState(null);
  const [body, setBody] = useState('');
  const acts = useActs();
  const attached = useAttached(service);
  const form = useRef(null);
  const as = author ?? identities[0] ?? '';
  const send = async (event) => {
    event.preventDefault();
    if (attached.busy || acts.busy) {
      return; // Enter does not ask whether the button may be pressed
    }
    const { sids } = attached;
    const form = [['Author', as], ...sids.map((sid) => ['MediaSid', sid])];
    if (await acts.change(`${path}/Messages`, body ? [...form, ['Body', body]] : form)) {
      setBody((now) => (now.startsWith(body) ? now.slice(body.length) : now)); // who types goes on meanwhile
      attached.clear(sids);
      onSent();
    }
  };
  const key = (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.current.requestSubmit();
    }
  };
  return html`
    <form class="composer" ref=${form} onSubmit=${send}>
      <${Field} name=${texts.writeAs}>
        <input list="identities" value=${as} onInput=${(event) => setAuthor(event.currentTarget.value)} />
      <//>
      <datalist id="identities">
        ${identities.map((one) => html`<option value=${one}></option>`)}
      </datalist>
      <${Field} name=${texts.message}>
        <textarea
          rows="2"
          required=${attached.files.length === 0}
          value=${body}
          onInput=${(event) => setBody(event.currentTarget.value)}
          onKeyDown=${key}
        ></textarea>
      <//>
      <${Attached} attached=${attached} />
      <button class="main" disabled=${acts.busy || attached.busy}>${texts.send}</button>
    </form>
    <${Failed} error=${acts.error} />
  `;
}
