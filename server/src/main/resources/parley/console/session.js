import { ask, becomeKnown, forgetProof, get, isKnown, keepProof } from './api.js';

/** What the server tells of itself to who is signed in. */
export async function facts() {
  const known = await get('/console/session');
  becomeKnown();
  return known;
}

/** Whether there is a session, as far as the server can be asked; one that has ended is not asked for. */
export const hasSession = async () =>
  isKnown() &&
  facts().then(
    () => true,
    () => false,
  );

/** Signs in with an account's credentials, or with a key's. */
export async function signIn(name, secret) {
  const both = new TextEncoder().encode(`${name}:${secret}`);
  const headers = { Authorization: `Basic ${btoa(String.fromCharCode(...both))}` };
  keepProof((await ask('POST', '/console/session', { headers })).proof);
  return facts();
}

/** Signs in with the secret of a link. */
export async function follow(secret) {
  keepProof((await ask('POST', '/console/link', { form: { Secret: secret } })).proof);
  return facts();
}

/** Signs out, here and in other tabs. It throws when the server was not told: the session goes on then. */
export async function signOut() {
  try {
    await ask('DELETE', '/console/session');
  } catch (error) {
    if (error.status !== 401) {
      throw error;
    }
  }
  forgetProof();
}

/** Whether the address has the secret of a link. */
export const hasLink = () => /^#link=/.test(location.hash);

/** Takes the secret of a link out of the address, so that it stays in no history. */
export function takeLink() {
  const secret = new URLSearchParams(location.hash.slice(1)).get('link');
  if (secret !== null) {
    history.replaceState(null, '', location.pathname);
  }
  return secret;
}
