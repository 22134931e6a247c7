import { get } from './api.js';
import { texts } from './texts.js';
import { html, useEffect, useState } from './ui.js';

/** How long somebody is taken to be writing who does not say so again. */
const MS = 6000;

const identities = new Map();

async function identityOf(service, user) {
  const key = `${service} ${user}`;
  if (!identities.has(key)) {
    identities.set(key, (await get(`/v1/Services/${service}/Users/${user}`)).identity);
  }
  return identities.get(key);
}

/** Who is writing: [identities, a function that is told of a user by SID]. */
export function useWriting(service) {
  const [until, setUntil] = useState({});
  useEffect(() => {
    const now = Date.now();
    const timers = Object.values(until).map((end) =>
      setTimeout(
        () => setUntil((old) => Object.fromEntries(Object.entries(old).filter(([, at]) => at > Date.now()))),
        Math.max(0, end - now + 1),
      ),
    );
    return () => timers.forEach(clearTimeout);
  }, [until]);
  const note = (user) =>
    identityOf(service, user).then(
      (identity) => setUntil((old) => ({ ...old, [identity]: Date.now() + MS })),
      () => {}, // whoever it was is gone
    );
  return [Object.keys(until), note];
}

export const Writing = ({ who }) =>
  html`<p class="writing quiet" role="status">${who.length > 0 ? texts.writing(who) : ''}</p>`;
