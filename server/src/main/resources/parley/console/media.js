import { get, pathOf } from './api.js';
import { Failed } from './common.js';
import { useLoaded } from './load.js';
import { texts } from './texts.js';
import { html, useState } from './ui.js';

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/**
 * A file of a message: a picture is shown, another one can be fetched. Addresses of files are good for some minutes
 * alone: whoever is about to follow one has a new one, and a picture that has come is not fetched again.
 */
export function Medium({ service, medium }) {
  const found = useLoaded(() => get(`/v1/Services/${service}/Media/${medium.sid}`), [medium.sid]);
  const [shown, setShown] = useState(null);
  const name = medium.filename || texts.unnamedFile;
  if (!found.value) {
    return html`<p class="medium">${name}</p><${Failed} error=${found.error} retry=${found.reload} />`;
  }
  const address = pathOf(found.value.links.content_direct_temporary);
  return html`
    <p class="medium">
      <a
        href=${address}
        target="_blank"
        rel="noopener noreferrer"
        onPointerEnter=${found.reload}
        onFocus=${found.reload}
      >
        ${SHOWN.test(medium.content_type) &&
        html`<img src=${shown ?? address} alt=${name} onLoad=${() => setShown(shown ?? address)} />`}
        <span>${texts.media(name, medium.size)}</span>
      </a>
    </p>
  `;
}
