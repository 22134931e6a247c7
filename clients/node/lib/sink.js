"use strict";

const { form } = require("./api");

const WAIT_MS = 10_000;

/** A receiver for webhooks, built into the server. */
class Sink {
  #api;
  #path;

  constructor(api, name) {
    this.#api = api;
    this.#path = `/parley/v1/Test/Sink/${encodeURIComponent(name)}`;
  }

  /** Where webhooks are to be sent. */
  get url() {
    return this.#api.url + this.#path;
  }

  /** What came, in order; waits until it is so much. */
  async requests({ atLeast = 0, waitMs = WAIT_MS } = {}) {
    const query = atLeast > 0 ? `?${form({ atLeast, waitMs })}` : "";
    const { requests } = await this.#api.call("GET", `${this.#path}/Requests${query}`);
    if (requests.length < atLeast) {
      throw new Error(`${requests.length} requests came within ${waitMs} ms, not ${atLeast}`);
    }
    return requests;
  }

  /** Says what is answered from now on. */
  async answer(answer) {
    await this.#api.call("POST", `${this.#path}/Answer`, form(answer));
  }

  /** Forgets what came and what is to be answered. */
  async clear() {
    await this.#api.call("DELETE", this.#path);
  }
}

module.exports = { Sink };
