"use strict";

const { Api, ParleyError, form } = require("./lib/api");
const { Child } = require("./lib/child");
const { findProgram, serveWords } = require("./lib/program");
const { Sink } = require("./lib/sink");
const { sdkClient } = require("./lib/sdk");

const TEST = "/parley/v1/Test";
const START_MS = 30_000;

/** A Parley that runs for tests, and what they may do with it (docs/testing.md). */
class Parley {
  #child;
  #api;
  #sdk;
  #client;

  constructor(child, url, credentials, sdk) {
    this.#child = child;
    this.#api = new Api(url, credentials.accountSid, credentials.authToken);
    this.#sdk = sdk;
    this.url = url;
    Object.assign(this, credentials);
  }

  get client() {
    return (this.#client ??= sdkClient(this, this.#sdk));
  }

  get pid() {
    return this.#child.pid;
  }

  request(method, path, body) {
    return this.#api.call(method, path, body);
  }

  clock(change) {
    return change === undefined
      ? this.request("GET", `${TEST}/Clock`)
      : this.request("POST", `${TEST}/Clock`, form(change));
  }

  advance(duration) {
    return this.clock({ advance: duration });
  }

  async reset() {
    await this.request("POST", `${TEST}/Reset`);
  }

  fixtures(document) {
    return document === undefined
      ? this.request("GET", `${TEST}/Fixtures`)
      : this.request("POST", `${TEST}/Fixtures`, document);
  }

  snapshot(name) {
    return this.request("POST", `${TEST}/Snapshots`, form({ name }));
  }

  async restore(name) {
    await this.request("POST", `${TEST}/Snapshots/${encodeURIComponent(name)}/Restore`);
  }

  fault(fault) {
    return this.request("POST", `${TEST}/Faults`, form(fault));
  }

  async clearFaults() {
    await this.request("DELETE", `${TEST}/Faults`);
  }

  sink(name) {
    return new Sink(this.#api, name);
  }

  async token(identity, { serviceSid, ttl } = {}) {
    const made = await this.request("POST", "/parley/v1/Tokens", form({ identity, serviceSid, ttl }));
    return made.token;
  }

  stop() {
    return this.#child.stop();
  }
}

/** Starts a server on a free port, with nothing in it. */
async function start({ home, options = [], env = {}, timeoutMs = START_MS, twilio } = {}) {
  // Of an option that is there twice the first one counts.
  const words = serveWords([...options, "--port=0", "--drain-timeout=1"]);
  const known = credentials(words, env);
  const child = new Child(findProgram(home), words, { ...ownEnvironment(), ...env });
  const url = await child.ready(timeoutMs);
  return new Parley(child, url, known, twilio);
}

/** Those of every server without data of its own (docs/testing.md), where no others are given. */
function credentials(words, env) {
  if (!words.includes("--ephemeral") && !(env.PARLEY_ACCOUNT_SID && env.PARLEY_AUTH_TOKEN)) {
    throw new Error(
      "A server with data of its own has credentials of its own: " +
        "start({ env: { PARLEY_ACCOUNT_SID, PARLEY_AUTH_TOKEN } }).",
    );
  }
  return {
    accountSid: env.PARLEY_ACCOUNT_SID ?? "AC0123456789abcdef0123456789abcdef",
    authToken: env.PARLEY_AUTH_TOKEN ?? "ephemeralauthtoken",
    keySid: "SK0123456789abcdef0123456789abcdef",
    keySecret: "ephemeralapikeysecretofthisparley",
  };
}

/** No setting of another server of the developer's is to reach that of the tests. */
function ownEnvironment() {
  const ours = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("PARLEY_") || name.startsWith("PARLEY_JAVA_"),
  );
  return Object.fromEntries(ours);
}

module.exports = { start, ParleyError };
