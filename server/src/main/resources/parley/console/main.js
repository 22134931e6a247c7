import { hadSession, onElsewhere, onEnded } from './api.js';
import { Failed } from './common.js';
import { useLost } from './live.js';
import { linkTo, useRoute } from './route.js';
import { facts, follow, hasLink, signOut, takeLink } from './session.js';
import { SignIn } from './signin.js';
import { texts } from './texts.js';
import { html, render, useEffect, useState } from './ui.js';
import { views } from './views.js';

/** Who is signed in already needs no link. */
async function begin() {
  const secret = takeLink();
  try {
    return { known: secret === null ? await facts() : await follow(secret) };
  } catch (error) {
    const unknown = hadSession() ? texts.sessionOver : undefined;
    return secret === null
      ? { reason: error.status === 401 ? unknown : texts.failed(error.message) }
      : facts().then(
          (known) => ({ known }),
          () => ({ reason: texts.usedLink }),
        );
  }
}

function Shell({ known, onOut }) {
  const [path, ...rest] = useRoute();
  const shown = views.find((one) => one.path === path) ?? views[0];
  const lost = useLost();
  const [error, setError] = useState();
  useEffect(() => {
    setError(undefined);
    document.title = `${shown.name} · ${texts.title}`;
  }, [shown]);
  return html`
    <a class="skip" href="#main" onClick=${skip}>${texts.skip}</a>
    <header class="top">
      <h1>Parley</h1> <span class="quiet">${texts.version(known.version)}</span>
      <nav aria-label=${texts.navigation}>
        ${views.map(
          (one) =>
            html`<a href=${linkTo(one.path)} aria-current=${one === shown ? 'page' : undefined}>${one.name}</a>`,
        )}
      </nav>
      <button type="button" onClick=${() => signOut().then(onOut, setError)}>${texts.signOut}</button>
    </header>
    <main id="main" tabindex="-1">
      <${Failed} error=${error} />
      ${lost && html`<p class="failed" role="status">${texts.notConnected}</p>`}
      <${shown.view} key=${shown.path} known=${known} route=${rest} />
    </main>
  `;
}

const skip = (event) => {
  event.preventDefault(); // the address behind the # names the view
  document.getElementById('main').focus();
};

/** A question that is open would keep the page of who is to sign in from being used. */
const closeQuestions = () => document.querySelectorAll('dialog[open]').forEach((one) => one.close());

/**
 * What is shown stays when a session ends, out of sight, with what was typed: who signs in again goes on with it.
 * Signing out, here or in another tab, leaves nothing.
 */
function Console() {
  const [state, setState] = useState({ starting: true });
  const enter = (known) => setState({ known });
  useEffect(() => {
    begin().then(setState);
    onEnded(() => {
      closeQuestions();
      setState((old) => (old.known ? { ...old, reason: texts.sessionEnded } : old));
    });
    onElsewhere((signedIn) =>
      signedIn ? facts().then(enter, () => {}) : setState({ reason: texts.signedOutElsewhere }),
    );
    addEventListener('hashchange', () => hasLink() && begin().then(setState));
  }, []);
  const { starting, known, reason } = state;
  if (starting) {
    return html`<main><p role="status">${texts.starting}</p></main>`;
  }
  return html`
    ${known &&
    html`<div key=${known.account_sid} hidden=${reason !== undefined}>
      <${Shell} known=${known} onOut=${() => setState({})} />
    </div>`}
    ${(!known || reason) && html`<${SignIn} key=${reason} reason=${reason} onSignedIn=${enter} />`}
  `;
}

render(html`<${Console} />`, document.getElementById('root'));
