"use strict";

const ATTEMPTS = 3;

/** The application: a help desk whose tickets are conversations. */
class HelpDesk {
  #api;
  #pause;

  /**
   * @param client of the official SDK
   * @param pause waits before a request is tried again, so many milliseconds
   */
  constructor(client, pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))) {
    this.#api = client.conversations.v1;
    this.#pause = pause;
  }

  /** A ticket, which is closed when nobody has said anything for a week. */
  async open(customer, question) {
    const ticket = await this.#api.conversations.create({
      friendlyName: question,
      "timers.closed": "P7D",
    });
    await this.#api.conversations(ticket.sid).participants.create({ identity: customer });
    await this.answer(ticket.sid, customer, question);
    return ticket.sid;
  }

  /** Says something; tried again while the server is overloaded. */
  answer(ticket, author, body) {
    return this.#retrying(() =>
      this.#api.conversations(ticket).messages.create({
        author,
        body,
        xTwilioWebhookEnabled: "true",
      }),
    );
  }

  async isOpen(ticket) {
    const { state } = await this.#api.conversations(ticket).fetch();
    return state !== "closed";
  }

  /** The subjects of the tickets in which somebody has something to read, with how much it is. */
  async unread(identity) {
    const tickets = await this.#api.users(identity).userConversations.list();
    return tickets
      .filter((ticket) => ticket.unreadMessagesCount > 0)
      .map((ticket) => `${ticket.friendlyName} (${ticket.unreadMessagesCount})`);
  }

  async #retrying(request) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await request();
      } catch (error) {
        if (error.status !== 503 || attempt === ATTEMPTS) throw error;
        await this.#pause(100 * 2 ** attempt);
      }
    }
  }
}

module.exports = { HelpDesk };
