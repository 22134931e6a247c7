import { el } from './dom.js';

/** A medium of a message: a picture is shown, of anything else the name, to be fetched. */
export function picture(medium) {
  const name = medium.filename || 'Picture';
  const link = el('a', { target: '_blank', rel: 'noopener' });
  if (medium.contentType.startsWith('image/')) {
    link.append(el('img', { alt: name }));
  } else {
    link.append(name);
  }
  medium.getContentTemporaryUrl().then(
    (url) => {
      link.href = url;
      link.querySelector('img')?.setAttribute('src', url);
    },
    () => link.replaceChildren(`${name} cannot be shown`),
  );
  return link;
}
