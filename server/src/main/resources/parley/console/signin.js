import { Field } from './common.js';
import { signIn } from './session.js';
import { texts } from './texts.js';
import { html, useLayoutEffect, useRef, useState } from './ui.js';

/** The page of who is not signed in. */
export function SignIn({ reason, onSignedIn }) {
  const [problem, setProblem] = useState(reason);
  const [busy, setBusy] = useState(false);
  const first = useRef(null);
  useLayoutEffect(() => first.current.focus(), []);
  const submit = async (event) => {
    event.preventDefault();
    const { account, token } = event.currentTarget.elements;
    setBusy(true);
    try {
      onSignedIn(await signIn(account.value.trim(), token.value));
    } catch (error) {
      setProblem(error.status === 401 ? texts.wrongCredentials : texts.failed(error.message));
      setBusy(false);
    }
  };
  return html`
    <main class="sign-in">
      <h1>${texts.title}</h1>
      <form onSubmit=${submit}>
        <${Field} name=${texts.account}>
          <input ref=${first} name="account" autocomplete="username" spellcheck=${false} required />
        <//>
        <${Field} name=${texts.token}>
          <input name="token" type="password" autocomplete="current-password" required />
        <//>
        <button disabled=${busy}>${texts.signIn}</button>
        <p role="alert" class="failed">${problem}</p>
        <p class="quiet">${texts.signInHelp}</p>
      </form>
    </main>
  `;
}
