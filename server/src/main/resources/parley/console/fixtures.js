import { useActs } from './act.js';
import { get } from './api.js';
import { Failed, Field } from './common.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

const PATH = '/parley/v1/Test/Fixtures';
const EXAMPLE = `{"conversations": [{"friendly_name": "Lunch", "participants": ["ada", "bob"],
  "messages": [{"author": "ada", "body": "Hello", "at": "-PT5M"}]}]}`;

/** What is to be there, as one document; and what is there, in the same form. */
export function Fixtures() {
  const [text, setText] = useState(EXAMPLE);
  const [state, setState] = useState({});
  const acts = useActs();
  const make = async () => {
    if (await acts.hand(PATH, text)) {
      setState({ made: true });
    }
  };
  const read = () =>
    get(PATH).then(
      (there) => setText(JSON.stringify(there, null, 2)),
      (error) => setState({ error }),
    );
  return html`
    <section class="card" aria-label=${texts.fixtures}>
      <h4>${texts.fixtures}</h4>
      <${Field} name=${texts.document}>
        <textarea
          rows="8"
          spellcheck=${false}
          value=${text}
          onInput=${(event) => {
            setText(event.currentTarget.value);
            setState({});
          }}
        ></textarea>
      <//>
      <p class="buttons">
        <button type="button" disabled=${acts.busy} onClick=${make}>${texts.makeFixture}</button>
        <button type="button" onClick=${read}>${texts.readFixture}</button>
        <span role="status">${state.made && !acts.error ? texts.made : ''}</span>
      </p>
      <${Failed} error=${acts.error ?? state.error} />
    </section>
  `;
}
