import { onSignedOut } from './api.js';
import { linkTo, useRoute } from './route.js';
import { facts, follow, signOut, takeLink } from './session.js';
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
    return secret === null
      ? { reason: error.status === 401 ? undefined : texts.failed(error.message) }
      : facts().then(
          (known) => ({ known }),
          () => ({ reason: texts.usedLink }),
        );
  }
}

function Shell({ known, onOut }) {
  const [path, ...rest] = useRoute();
  const shown = views.find((one) => one.path === path) ?? views[0];
  useEffect(() => {
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
      <button type="button" onClick=${() => signOut().finally(onOut)}>${texts.signOut}</button>
    </header>
    <main id="main" tabindex="-1">
      <${shown.view} key=${shown.path} known=${known} route=${rest} />
    </main>
  `;
}

const skip = (event) => {
  event.preventDefault(); // the address behind the # names the view
  document.getElementById('main').focus();
};

function Console() {
  const [state, setState] = useState({ starting: true });
  useEffect(() => {
    begin().then(setState);
    onSignedOut(() => setState((old) => (old.known ? {} : old)));
  }, []);
  if (state.starting) {
    return html`<main><p role="status">${texts.starting}</p></main>`;
  }
  return state.known
    ? html`<${Shell} known=${state.known} onOut=${() => setState({})} />`
    : html`<${SignIn} reason=${state.reason} onSignedIn=${(known) => setState({ known })} />`;
}

render(html`<${Console} />`, document.getElementById('root'));
