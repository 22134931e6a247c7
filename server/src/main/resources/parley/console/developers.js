import { ask } from './api.js';
import { Choice, Failed, Field } from './common.js';
import { Controls } from './controls.js';
import { Copied } from './copied.js';
import { serviceOptions, useServices } from './services.js';
import { snippetsFor } from './snippets.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

function Snippets({ account, service, identity }) {
  const all = snippetsFor({ account, service, identity });
  const [language, setLanguage] = useState(all[0].name);
  return html`
    <section>
      <h3>${texts.snippets}</h3>
      <${Choice}
        name=${texts.language}
        value=${language}
        options=${all.map(({ name }) => ({ value: name, name }))}
        onChoose=${setLanguage}
      />
      <${Copied} name=${texts.snippet} text=${all.find(({ name }) => name === language).text} />
    </section>
  `;
}

function Token({ service, identity }) {
  const [state, setState] = useState({});
  const make = () =>
    ask('POST', '/parley/v1/Tokens', { form: { Identity: identity, ServiceSid: service } }).then(
      (made) => setState({ made }),
      (error) => setState({ error }),
    );
  return html`
    <section>
      <h3>${texts.accessToken}</h3>
      <p class="quiet">${texts.accessTokenHelp}</p>
      <p class="buttons"><button type="button" onClick=${make}>${texts.makeToken(identity)}</button></p>
      <${Failed} error=${state.error} />
      ${state.made && html`<${Copied} name=${texts.accessToken} text=${state.made.token} />`}
    </section>
  `;
}

/** What somebody needs who builds upon this server. */
export function Developers({ known }) {
  const services = useServices();
  const [chosen, setService] = useState(null);
  const [identity, setIdentity] = useState('ada');
  const service = chosen ?? services.value?.usual;
  return html`
    <h2>${texts.developers}</h2>
    <${Failed} error=${services.error} retry=${services.reload} />
    ${services.value &&
    html`
      <form class="log-bar" onSubmit=${(event) => event.preventDefault()}>
        <${Field} name=${texts.identity}>
          <input value=${identity} onInput=${(event) => setIdentity(event.currentTarget.value)} />
        <//>
        <${Choice}
          name=${texts.service}
          value=${service}
          options=${serviceOptions(services.value.all)}
          onChoose=${setService}
        />
      </form>
      <${Snippets} account=${known.account_sid} service=${service} identity=${identity} />
      <${Token} key=${`${service}/${identity}`} service=${service} identity=${identity} />
    `}
    ${known.test_controls && html`<${Controls} onReset=${services.reload} />`}
  `;
}
