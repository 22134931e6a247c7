import { messageSeen } from "./views.mjs";

/**
 * Knows the messages of each conversation as events tell of them, and by nothing else: one that a
 * client reads between its return and the replay is not told of any more.
 */
export class Listener {
  /** The conversations in which a message was told of twice. */
  twice = [];
  #messages = new Map();

  constructor(client) {
    client.on("messageAdded", (message) => {
      if (this.#of(message).has(message.index)) this.twice.push(message.conversation.sid);
      this.#note(message);
    });
    client.on("messageUpdated", ({ message }) => this.#note(message));
    client.on("messageRemoved", (message) => this.#of(message).delete(message.index));
    // Who joins again has another object of it, which is told once more what is between the two.
    client.on("conversationRemoved", ({ sid }) => this.#messages.delete(sid));
  }

  /** What was told of a conversation, by index. */
  told(sid) {
    const told = [...(this.#messages.get(sid) ?? [])].map(([index, { seen }]) => [index, seen]);
    return Object.fromEntries(told);
  }

  /** The messages themselves that somebody has sent. */
  by(identity) {
    return [...this.#messages.values()]
      .flatMap((messages) => [...messages.values()].map(({ message }) => message))
      .filter(({ author }) => author === identity);
  }

  #of({ conversation: { sid } }) {
    if (!this.#messages.has(sid)) this.#messages.set(sid, new Map());
    return this.#messages.get(sid);
  }

  #note(message) {
    this.#of(message).set(message.index, { message, seen: messageSeen(message) });
  }
}
