"use strict";

/** What the API refused: its `status` and `code`, and its message. */
class ParleyError extends Error {
  constructor(status, answer) {
    super(answer.message ?? `Parley answered ${status}`);
    this.name = "ParleyError";
    this.status = status;
    this.code = answer.code;
    this.details = answer.details;
  }
}

/** Calls with the account's credentials. */
class Api {
  #authorization;

  constructor(url, accountSid, authToken) {
    this.url = url;
    this.#authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  }

  /**
   * Calls, and answers the JSON that came; null if none did.
   *
   * @param {string} path from the first slash on
   * @param {object | URLSearchParams} [body] JSON, or a form
   * @throws {ParleyError}
   */
  async call(method, path, body) {
    const headers = { Authorization: this.#authorization };
    const isForm = body instanceof URLSearchParams;
    if (body !== undefined && !isForm) {
      headers["Content-Type"] = "application/json";
      body = JSON.stringify(body);
    }
    const response = await fetch(this.url + path, { method, headers, body });
    const text = await response.text();
    const answer = text === "" ? null : JSON.parse(text);
    if (!response.ok) {
      throw new ParleyError(response.status, answer ?? {});
    }
    return answer;
  }
}

/** The parameters of the API: `{ delayMs: 5 }` is DelayMs=5. What is undefined is left out. */
function form(values) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) {
      parameters.set(name[0].toUpperCase() + name.slice(1), textOf(value));
    }
  }
  return parameters;
}

function textOf(value) {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

module.exports = { Api, ParleyError, form };
