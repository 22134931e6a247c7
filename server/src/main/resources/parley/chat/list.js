import { el } from './dom.js';
import { Row } from './row.js';

/** Everything that may change what a list shows, as the client calls it. */
const ADDED = ['conversationJoined'];
const GONE = ['conversationLeft', 'conversationRemoved'];

/** A person's conversations, newest activity first, kept up to date. */
export class ConversationList {
  #client;
  #onOpen;
  #rows = new Map();
  #open;
  #ends = [];
  element = el('ul');

  constructor(client, onOpen) {
    this.#client = client;
    this.#onOpen = onOpen;
  }

  async load() {
    this.#hear(ADDED, (conversation) => this.#add(conversation));
    this.#hear(GONE, (conversation) => this.#remove(conversation));
    this.#hear(['conversationUpdated'], ({ conversation }) => this.#refresh(conversation));
    this.#hear(['messageAdded', 'messageUpdated', 'messageRemoved'], (message) =>
      this.#refresh((message.message ?? message).conversation));
    let page = await this.#client.getSubscribedConversations();
    for (;;) {
      await Promise.all(page.items.map((conversation) => this.#add(conversation)));
      if (!page.hasNextPage) {
        return;
      }
      page = await page.nextPage();
    }
  }

  #hear(events, what) {
    for (const event of events) {
      this.#client.on(event, what);
      this.#ends.push(() => this.#client.off(event, what));
    }
  }

  close() {
    this.#ends.forEach((end) => end());
  }

  /** The one on top, if there is any. */
  first() {
    return this.#inOrder()[0]?.conversation;
  }

  /** The one of a SID or a unique name. */
  find(name) {
    return [...this.#rows.values()].map((row) => row.conversation)
      .find(({ sid, uniqueName }) => name === sid || name === uniqueName);
  }

  /** Shows which one is open. */
  mark(conversation) {
    this.#open = conversation.sid;
    this.#rows.forEach((row, sid) => row.mark(sid === this.#open));
  }

  focus() {
    this.#rows.get(this.#open)?.focus();
  }

  async #add(conversation) {
    if (conversation.status !== 'joined' || this.#rows.has(conversation.sid)) {
      return;
    }
    const row = new Row(conversation, () => this.#onOpen(conversation));
    this.#rows.set(conversation.sid, row);
    row.mark(conversation.sid === this.#open);
    this.#sort();
    await row.load();
  }

  #remove({ sid }) {
    this.#rows.get(sid)?.element.remove();
    this.#rows.delete(sid);
  }

  async #refresh({ sid }) {
    const row = this.#rows.get(sid);
    if (row) {
      this.#sort();
      await row.refresh().catch(() => {}); // it may be gone by now; whatever changes is told again
    }
  }

  #inOrder() {
    return [...this.#rows.values()].sort((one, other) => other.activity() - one.activity());
  }

  /** Moves only what stands in a wrong place, and the focus with it. */
  #sort() {
    const focused = document.activeElement;
    this.#inOrder().forEach((row, at) => {
      const there = this.element.children[at];
      if (there !== row.element) {
        this.element.insertBefore(row.element, there ?? null);
      }
    });
    if (this.element.contains(focused)) {
      focused.focus();
    }
  }
}
