import { useActs } from './act.js';
import { get } from './api.js';
import { Choice, Failed, Field } from './common.js';
import { useLoaded } from './load.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

const KINDS = ['identity', 'address'];

/** Who is meant: somebody of chat, or who is reached at an address by one of ours. */
const Who = ({ kind }) =>
  kind === 'identity'
    ? html`<${Field} name=${texts.identity}><input name="Identity" required /><//>`
    : html`
        <${Field} name=${texts.address}>
          <input name="MessagingBinding.Address" placeholder="+15551230001" required />
        <//>
        <${Field} name=${texts.proxyAddress}>
          <input name="MessagingBinding.ProxyAddress" placeholder="+15551230002" />
        <//>
      `;

/** Takes somebody into a conversation. */
export function NewParticipant({ service, path, onAdded }) {
  const roles = useLoaded(() => get(`/v1/Services/${service}/Roles?PageSize=100`), [service]);
  const [kind, setKind] = useState(KINDS[0]);
  const [role, setRole] = useState('');
  const acts = useActs();
  const add = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const wish = [...new FormData(form)].filter(([name, value]) => name && value);
    if (await acts.change(`${path}/Participants`, role ? [...wish, ['RoleSid', role]] : wish)) {
      form.reset();
      onAdded();
    }
  };
  const fitting = (roles.value?.roles ?? []).filter((one) => one.type === 'conversation');
  return html`
    <form class="log-bar" aria-label=${texts.newParticipant} onSubmit=${add}>
      <${Choice}
        name=${texts.by}
        value=${kind}
        options=${KINDS.map((value) => ({ value, name: texts.kinds[value] }))}
        onChoose=${setKind}
      />
      <${Who} kind=${kind} />
      <${Choice}
        name=${texts.role}
        value=${role}
        options=${[
          { value: '', name: texts.usualRole },
          ...fitting.map(({ sid, friendly_name: name }) => ({ value: sid, name })),
        ]}
        onChoose=${setRole}
      />
      <button disabled=${acts.busy}>${texts.addParticipant}</button>
    </form>
    <${Failed} error=${acts.error ?? roles.error} />
  `;
}
