import { texts } from './texts.js';

/**
 * Calls of the server that the page comes from. The session is in a cookie, which the browser sends
 * by itself; what is kept here proves that this page asks, and is worth nothing without the cookie.
 */
const PROOF = 'parley-console-proof';

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function keepProof(proof) {
  localStorage.setItem(PROOF, proof);
}

export function forgetProof() {
  localStorage.removeItem(PROOF);
}

export function proof() {
  return localStorage.getItem(PROOF) ?? 'none';
}

let whenSignedOut = () => {};

/** Has this called whenever the server no longer knows who asks. */
export function onSignedOut(listener) {
  whenSignedOut = listener;
}

/** The path of a link in an answer: its host may be the one that others call. */
export function pathOf(url) {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}

/**
 * The JSON of an answer; throws an ApiError for one that is a refusal.
 *
 * @param content { form, json, headers }: what is sent, a form or the text of a document
 */
export async function ask(method, path, content = {}) {
  const answer = await send(method, path, content);
  const json = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (answer.ok) {
    return json;
  }
  throw refusal(answer.status, json);
}

/** The error of an answer that is a refusal. Who is no longer known is asked to sign in again. */
export function refusal(status, json) {
  if (status === 401) {
    whenSignedOut();
  }
  return new ApiError(status, json?.message ?? `${status}`);
}

export const get = (path) => ask('GET', path);
export const post = (path, form = {}) => ask('POST', path, { form });

async function send(method, path, { form, json, headers }) {
  const type = json === undefined ? {} : { 'Content-Type': 'application/json' };
  try {
    return await fetch(path, {
      method,
      headers: { 'Parley-Console': proof(), ...type, ...headers },
      body: json ?? (form && new URLSearchParams(form)),
    });
  } catch {
    throw new ApiError(0, texts.unreachable);
  }
}
