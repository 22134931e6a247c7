import { ask, forgetProof, get, keepProof } from './api.js';

/** What the server tells of itself to who is signed in. */
export const facts = () => get('/console/session');

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

export async function signOut() {
  await ask('DELETE', '/console/session');
  forgetProof();
}

/** Takes the secret of a link out of the address, so that it stays in no history. */
export function takeLink() {
  const secret = new URLSearchParams(location.hash.slice(1)).get('link');
  if (secret !== null) {
    history.replaceState(null, '', location.pathname);
  }
  return secret;
}
