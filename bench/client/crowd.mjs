// Many clients that are connected at once, without an SDK: what they cost the server, not themselves.
import WebSocket from "ws";
import { decode, encode } from "./stand-in/frames.mjs";

const AT_ONCE = 100;
const MESSAGE = Buffer.from('"item_index":'); // once for each message in a frame

export class Crowd {
  sockets = [];
  heard = 0;

  /** @param onMessage told the text of each message that the first of them hears */
  constructor(uri, onMessage = () => {}) {
    this.uri = uri;
    this.onMessage = onMessage;
  }

  /** Connects one client for each token; each hears of the messages of a conversation, if one is given. */
  async connect(tokens, conversation) {
    for (let at = 0; at < tokens.length; at += AT_ONCE) {
      const some = tokens.slice(at, at + AT_ONCE);
      this.sockets.push(...(await Promise.all(some.map((token) => this.#one(token, conversation)))));
    }
    this.sockets.forEach((socket, i) => {
      socket.removeAllListeners("message");
      socket.on("message", (frame) => this.#hear(frame, i === 0));
    });
  }

  #one(token, conversation) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.uri, { perMessageDeflate: false });
      socket.on("error", reject);
      socket.on("open", () => socket.send(encode({ method: "init", id: "init", token })));
      socket.on("message", (frame) => {
        const [header, payload] = decode(frame);
        const body = payload && JSON.parse(payload);
        if (header.id === "init") {
          if (header.status.code !== 200) reject(new Error(header.status.description));
          if (!conversation) return resolve(socket);
          socket.send(encode(...subscription(conversation)));
        } else if (body?.event_type === "subscription_established") {
          resolve(socket);
        }
      });
    });
  }

  /** Only the first takes apart what it hears: the others are to hear, not to think. */
  #hear(frame, isFirst) {
    for (let at = frame.indexOf(MESSAGE); at >= 0; at = frame.indexOf(MESSAGE, at + 1)) this.heard++;
    if (!isFirst) return;
    const body = JSON.parse(decode(frame)[1]);
    for (const event of body.events ?? [body.event]) this.onMessage(event.item_data.text);
  }

  close() {
    for (const socket of this.sockets) socket.terminate();
    this.sockets = [];
  }
}

/** The same on the bare library, which sends what it is sent. */
export class BareCrowd {
  sockets = [];
  heard = 0;

  constructor(uri, onMessage = () => {}) {
    this.uri = uri;
    this.onMessage = onMessage;
  }

  async connect(count) {
    this.sockets = await Promise.all(Array.from({ length: count }, () => opened(`${this.uri}/hear`)));
    this.sockets.forEach((socket, i) =>
      socket.on("message", (frame) => {
        this.heard++;
        if (i === 0) this.onMessage(frame.toString("utf8", 0, frame.indexOf(" ")));
      }),
    );
  }

  close() {
    for (const socket of this.sockets) socket.terminate();
  }
}

/** A connection that says something to the bare library, and waits until that is done. */
export async function speaker(uri) {
  const socket = await opened(`${uri}/say`);
  const waiting = [];
  socket.on("message", () => waiting.shift()());
  return (message) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      socket.send(Buffer.from(message));
    });
}

function opened(uri) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(uri, { perMessageDeflate: false });
    socket.on("error", reject);
    socket.on("open", () => resolve(socket));
  });
}

function subscription(conversation) {
  const request = { method: "POST", path: "/v4/Subscriptions", params: {} };
  const objects = [{ object_sid: `ES${conversation.slice(2)}`, last_event_id: Number.MAX_SAFE_INTEGER }];
  return [
    { method: "message", id: "subscribe", http_request: request },
    { action: "establish", correlation_id: 1, requests: objects },
  ];
}
