import { get, pathOf } from './api.js';
import { useLoaded } from './load.js';
import { texts } from './texts.js';
import { html } from './ui.js';

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** A file of a message: a picture is shown, another one can be fetched. */
export function Medium({ service, medium }) {
  const found = useLoaded(() => get(`/v1/Services/${service}/Media/${medium.sid}`), [medium.sid]);
  const name = medium.filename || texts.unnamedFile;
  if (!found.value) {
    return html`<p class="medium">${found.error ? texts.failed(found.error.message) : name}</p>`;
  }
  const address = pathOf(found.value.links.content_direct_temporary);
  return html`
    <p class="medium">
      <a href=${address} target="_blank" rel="noopener noreferrer">
        ${SHOWN.test(medium.content_type) && html`<img src=${address} alt=${name} loading="lazy" />`}
        <span>${texts.media(name, medium.size)}</span>
      </a>
    </p>
  `;
}
