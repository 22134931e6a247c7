// What the steps of a journey are made of.
import assert from "node:assert/strict";
import { token, url } from "./parley.mjs";
import { Line } from "./line.mjs";
import "./wire.mjs";

export const { Client } = (await import(process.env.PARLEY_SDK ?? "conversations-3")).default;

// The SDK leaves failures of its own unhandled, as when a line is cut before an answer.
process.on("unhandledRejection", (error) => console.log(`(in the SDK: ${error.message})`));

const PATIENCE_MS = 10_000;
const LIMIT_MS = 180_000; // of a whole program: some calls of the SDK never end
const EVENTS = [
  ...["initialized", "initFailed", "connectionStateChanged", "connectionError"],
  ...["tokenAboutToExpire", "tokenExpired"],
  ...["conversationAdded", "conversationJoined", "conversationUpdated"],
  ...["conversationLeft", "conversationRemoved"],
  ...["participantJoined", "participantUpdated", "participantLeft"],
  ...["messageAdded", "messageUpdated", "messageRemoved", "typingStarted", "typingEnded"],
  ...["userSubscribed", "userUpdated"],
];

let doing = "arriving";
setTimeout(() => {
  console.log(`FAILED: ${doing} takes too long`);
  process.exit(1);
}, LIMIT_MS).unref();

/** Does one step and prints it; a step that fails ends the journey. */
export async function step(what, work) {
  const from = performance.now();
  doing = what;
  try {
    await work();
  } catch (error) {
    console.log(`FAILED: ${what}`);
    throw error;
  }
  console.log(`${what} (${Math.round(performance.now() - from)} ms)`);
}

/** Waits until a condition holds, which may be asked of the server; else tells what was instead. */
export async function until(what, condition, instead = () => "") {
  const end = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what} ${instead()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Somebody with a client, all events of which are noted, over a line that can be cut. */
export class Someone {
  noted = [];

  /** Connects with a token, which may be no good. */
  static async comes(identity, howToken, to = url) {
    const someone = new Someone(identity, await Line.open(to));
    someone.client = someone.another(token(identity, howToken));
    for (const event of EVENTS) {
      someone.client.on(event, (value) => someone.noted.push({ event, value }));
    }
    return someone;
  }

  static async arrives(identity, to) {
    const someone = await Someone.comes(identity, {}, to);
    await someone.hears("initialized");
    return someone;
  }

  constructor(identity, line) {
    Object.assign(this, { identity, line });
  }

  /** One more client of the same user. */
  another(jwt = token(this.identity)) {
    return new Client(jwt, {
      ...{ Twilsock: { uri: this.line.uri }, logLevel: "silent" },
      retryPolicy: { min: 100, max: 1000, randomness: 0 }, // of coming back
    });
  }

  /** The values of all events of a kind since the last {@link forget}. */
  events(kind) {
    return this.noted.filter(({ event }) => event === kind).map(({ value }) => value);
  }

  forget() {
    this.noted.length = 0;
  }

  /** Waits for an event, or takes one that came already; answers its value. */
  async hears(kind, test = () => true) {
    await until(
      `${this.identity} hears ${kind}`,
      () => this.events(kind).some(test),
      () => this.noted.map(({ event }) => event).join(", "),
    );
    return this.events(kind).find(test);
  }

  /** A conversation as this one's client sees it. */
  sees(sid) {
    return this.client.getConversationBySid(sid);
  }

  /** Is away while something happens, and comes back. */
  async misses(work) {
    this.line.cut();
    await until(`${this.identity} is cut off`, () => this.client.connectionState !== "connected");
    this.forget();
    await work();
    this.line.mend();
    await until(`${this.identity} is back`, () => this.client.connectionState === "connected");
  }

  async leaves() {
    await this.client.shutdown();
  }
}

/** Holds that a call is refused with a status and a code of the API. */
export async function refused(promise, status, code) {
  const error = await promise.then(
    (value) => assert.fail(`was not refused: ${value}`),
    (error) => error,
  );
  assert.equal(error.status, status, `status of ${error.stack}`);
  if (code) assert.equal(error.body?.code, code);
}

export function range(from, to) {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

export const indexesOf = (page) => page.items.map((message) => message.index);
