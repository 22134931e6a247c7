// Gives users of a Parley their conversations, over REST, and access tokens.
import { createHmac } from "node:crypto";

// What every ephemeral server has (docs/testing.md).
const ACCOUNT = "AC0123456789abcdef0123456789abcdef";
const AUTH_TOKEN = "ephemeralauthtoken";
const KEY = "SK0123456789abcdef0123456789abcdef";
const SECRET = "ephemeralapikeysecretofthisparley";
const AT_ONCE = 16;
const OTHERS = 100;

/** One user for each size, with so many conversations; answers their tokens. */
export async function furnish({ url }, sizes, messages) {
  const call = rest(url);
  for (const size of sizes) {
    let next = 0;
    const worker = async () => {
      while (next < size) await add(call, `has-${size}`, next++, messages);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  const { default_chat_service_sid: service } = await call("GET", "/v1/Configuration");
  return sizes.map((size) => token(`has-${size}`, service));
}

async function add(call, identity, number, messages) {
  const { sid } = await call("POST", "/v1/Conversations", { FriendlyName: `Conversation ${number}` });
  const path = `/v1/Conversations/${sid}`;
  const other = `other-${number % OTHERS}`;
  for (const Identity of [identity, other]) await call("POST", `${path}/Participants`, { Identity });
  for (let i = 0; i < messages; i++) await call("POST", `${path}/Messages`, { Body: `Message ${i}` });
}

/** What calls the REST API of a server with its account's credentials. */
export function rest(base) {
  return (method, path, form) => request(new URL(path, base), method, form);
}

async function request(url, method, form) {
  const headers = { Authorization: `Basic ${btoa(`${ACCOUNT}:${AUTH_TOKEN}`)}` };
  const answer = await fetch(url, { method, headers, body: form && new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${await answer.text()}`);
  return answer.json();
}

export function token(identity, service_sid) {
  const now = Math.floor(Date.now() / 1000);
  const header = { typ: "JWT", alg: "HS256", cty: "twilio-fpa;v=1" };
  const grants = { identity, chat: { service_sid } };
  const claims = { jti: `${KEY}-${now}`, iss: KEY, sub: ACCOUNT, exp: now + 36_000, grants };
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac("sha256", SECRET).update(text).digest("base64url")}`;
}
