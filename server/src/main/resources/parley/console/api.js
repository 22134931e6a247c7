import { texts } from './texts.js';

/**
 * Calls of the server that the page comes from. The session is in a cookie, which the browser sends
 * by itself; what is kept here proves that this page asks, and is worth nothing without the cookie.
 */
const PROOF = 'parley-console-proof';

/** Who has not answered by then will not: the connection may be gone without a sign. */
const ANSWER_MS = 60000;

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

/** Whether there was a session in this browser that nobody has signed out of. */
export const hadSession = () => localStorage.getItem(PROOF) !== null;

let known = true;
let whenEnded = () => {};

/** Has this called when the server no longer knows who asks; until then nothing is asked by itself. */
export function onEnded(listener) {
  whenEnded = listener;
}

/** Whether the server knew who asks when it was last asked. */
export const isKnown = () => known;

export function becomeKnown() {
  known = true;
}

/** Has this called when another tab signs in or out: with whether it has signed in. */
export function onElsewhere(listener) {
  addEventListener('storage', ({ key, newValue }) => key === PROOF && listener(newValue !== null));
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
  if (answer.ok && json === null && method === 'GET') {
    throw new ApiError(0, texts.unreachable); // it broke off
  }
  if (answer.ok) {
    return json;
  }
  throw refusal(answer.status, json);
}

/** The error of an answer that is a refusal. Who is no longer known is asked to sign in again. */
export function refusal(status, json) {
  if (status === 401) {
    known = false;
    whenEnded();
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
      signal: method === 'GET' ? AbortSignal.timeout(ANSWER_MS) : undefined,
    });
  } catch {
    throw new ApiError(0, texts.unreachable);
  }
}
