// Many clients that are connected at once, without an SDK: what they cost the server, not themselves.
import WebSocket from "ws";
import { decode, encode } from "./stand-in/frames.mjs";

const AT_ONCE = 100;

export class Crowd {
  sockets = [];
  heard = 0;

  /** @param onMessage told the text of each message that somebody hears */
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
        } else if (body?.event_type === "list_item_added") {
          for (const event of body.events ?? [body.event]) {
            this.heard++;
            this.onMessage(event.item_data.text);
          }
        }
      });
    });
  }

  close() {
    for (const socket of this.sockets) socket.terminate();
    this.sockets = [];
  }
}

function subscription(conversation) {
  const request = { method: "POST", path: "/v4/Subscriptions", params: {} };
  const objects = [{ object_sid: `ES${conversation.slice(2)}`, last_event_id: Number.MAX_SAFE_INTEGER }];
  return [
    { method: "message", id: "subscribe", http_request: request },
    { action: "establish", correlation_id: 1, requests: objects },
  ];
}
