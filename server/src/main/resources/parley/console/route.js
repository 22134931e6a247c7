import { useEffect, useState } from './ui.js';

const read = () =>
  location.hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });

/** The parts of the address behind the #: the view, then what it shows. */
export function useRoute() {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const hear = () => setRoute(read());
    addEventListener('hashchange', hear);
    return () => removeEventListener('hashchange', hear);
  }, []);
  return route;
}

export const linkTo = (...parts) => `#/${parts.map(encodeURIComponent).join('/')}`;
