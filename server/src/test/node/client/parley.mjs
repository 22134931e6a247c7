// The Parley under test, as the test has started it: where it is, how to call it over REST, tokens
// for its users, and what only the test can do with it.
import { createHmac } from "node:crypto";
import { createInterface } from "node:readline";

export const url = new URL(process.env.PARLEY_URL);

/** A second server over the same database, where there is one. */
export const other = new URL(process.env.PARLEY_OTHER_URL ?? url);

const account = process.env.PARLEY_ACCOUNT_SID;
const KEY = process.env.PARLEY_KEY_SID;
const SECRET = process.env.PARLEY_KEY_SECRET;
const authorization = `Basic ${btoa(`${account}:${process.env.PARLEY_AUTH_TOKEN}`)}`;

/** Calls over REST as the account; answers the body, or throws what the API says. */
export async function rest(method, path, form) {
  const answer = await fetch(new URL(path, url), {
    method,
    headers: { Authorization: authorization },
    body: form && new URLSearchParams(form),
  });
  const body = answer.status === 204 ? undefined : await answer.json();
  if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${body.message}`), body);
  return body;
}

export const service = (await rest("GET", "/v1/Configuration")).default_chat_service_sid;

/** All items of a list, named by their key in its answers. */
export async function restList(path, key) {
  const items = [];
  for (let next = `${path}?PageSize=100`; next; ) {
    const page = await rest("GET", next);
    items.push(...page[key]);
    next = page.meta.next_page_url;
  }
  return items;
}

/** An access token as the official helper library makes it. */
export function token(identity, { seconds = 3600, key = KEY, secret = SECRET } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = [
    { typ: "JWT", alg: "HS256", cty: "twilio-fpa;v=1" },
    {
      ...{ jti: `${key}-${now}-${Math.random()}`, iss: key, sub: account, exp: now + seconds },
      grants: { identity, chat: { service_sid: service } },
    },
  ]
    .map(encode)
    .join(".");
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Has the test do something, like "restart", and waits until it is done. */
export async function ask(words) {
  console.log(`@${words}`);
  const { value } = await answers.next();
  if (value !== "done") throw new Error(`asked for ${words}, the test said ${value}`);
}
