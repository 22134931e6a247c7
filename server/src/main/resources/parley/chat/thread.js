import { Bubble } from './bubble.js';
import { Composer } from './composer.js';
import { el, setText } from './dom.js';
import { addressOf, Names } from './names.js';

const PAGE = 30;

/** The conversation that is open: who takes part, what is said, who types, who has seen what. */
export class Thread {
  #client;
  #conversation;
  #names;
  #bubbles = new Map();
  #participants = [];
  #typing = new Set();
  #ends = [];
  #page;
  #title = el('h2');
  #who = el('p', { class: 'who' });
  #earlier = el('button', { type: 'button', class: 'earlier', hidden: true,
    onclick: () => this.#readEarlier() }, 'Earlier messages');
  #messages = el('ol', { role: 'log' });
  #typed = el('p', { class: 'typing', role: 'status' });

  constructor(client, conversation, onBack) {
    this.#client = client;
    this.#conversation = conversation;
    this.#names = new Names(client, () => this.#show());
    const back = el('button', { type: 'button', class: 'back', onclick: onBack,
      'aria-label': 'Back to the list' }, '‹');
    this.scroll = el('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': 'Messages' },
      this.#earlier, this.#messages);
    this.element = el('article', { class: 'thread' },
      el('header', {}, back, this.#title, this.#who),
      this.scroll, this.#typed, new Composer(conversation).element);
    setText(this.#title, conversation.friendlyName || conversation.sid);
  }

  async load() {
    this.#hear('messageAdded', (message) => this.#add([message]));
    this.#hear('messageUpdated', ({ message }) => this.#bubbles.get(message.index)?.update());
    this.#hear('messageRemoved', ({ index }) => this.#remove(index));
    this.#hear('typingStarted', ({ identity }) => this.#type(identity, true));
    this.#hear('typingEnded', ({ identity }) => this.#type(identity, false));
    this.#hear('updated', () => this.#show());
    for (const event of ['participantJoined', 'participantLeft', 'participantUpdated']) {
      this.#hear(event, () => this.#meet());
    }
    const seen = () => this.#readAll();
    document.addEventListener('visibilitychange', seen);
    this.#ends.push(() => document.removeEventListener('visibilitychange', seen));
    const [page] = await Promise.all([this.#conversation.getMessages(PAGE), this.#meet()]);
    this.#turnTo(page);
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  #hear(event, what) {
    this.#conversation.on(event, what);
    this.#ends.push(() => this.#conversation.off(event, what));
  }

  close() {
    this.#ends.forEach((end) => end());
    this.#names.close();
  }

  #turnTo(page) {
    this.#page = page;
    this.#earlier.hidden = !page.hasPrevPage;
    this.#add(page.items);
  }

  async #readEarlier() {
    const below = this.scroll.scrollHeight - this.scroll.scrollTop;
    this.#turnTo(await this.#page.prevPage());
    this.scroll.scrollTop = this.scroll.scrollHeight - below;
  }

  async #meet() {
    this.#participants = await this.#conversation.getParticipants();
    await this.#names.meet(this.#participants);
    this.#show();
  }

  #add(messages) {
    const atEnd = this.#isAtEnd();
    for (const message of messages.filter(({ index }) => !this.#bubbles.has(index))) {
      const bubble = new Bubble(message, message.author === this.#client.user.identity,
        () => atEnd && this.#toEnd());
      this.#bubbles.set(message.index, bubble);
      const next = this.#inOrder().find((one) => one.message.index > message.index);
      this.#messages.insertBefore(bubble.element, next?.element ?? null);
    }
    this.#show();
    this.#readAll();
    if (atEnd) {
      this.#toEnd();
    }
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    return scrollHeight - scrollTop - clientHeight < 40;
  }

  #toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  #remove(index) {
    this.#bubbles.get(index)?.element.remove();
    this.#bubbles.delete(index);
    this.#show();
  }

  #inOrder() {
    return [...this.#bubbles.values()].sort((one, other) =>
      one.message.index - other.message.index);
  }

  /** What is before somebody's eyes is read. */
  #readAll() {
    if (document.visibilityState === 'visible' && this.element.isConnected) {
      this.#conversation.setAllMessagesRead().catch(() => {}); // tried again with what comes next
    }
  }

  #show() {
    const bubbles = this.#inOrder();
    const seen = this.#seenUpTo(bubbles);
    bubbles.forEach((bubble, at) =>
      bubble.show(this.#names, bubbles[at - 1]?.message, seen.get(bubble) ?? []));
    setText(this.#title, this.#conversation.friendlyName || this.#conversation.sid);
    setText(this.#who, this.#participants
      .map((one) => (one.identity ? this.#names.of(one.identity) : addressOf(one)))
      .join(', '));
    setText(this.#typed, this.#typingText());
  }

  /** Who has seen how far, told at the last one of one's own messages that he has seen. */
  #seenUpTo(bubbles) {
    const seen = new Map();
    for (const { identity, lastReadMessageIndex } of this.#participants) {
      const last = bubbles.findLast(({ mine, message }) =>
        mine && message.index <= (lastReadMessageIndex ?? -1));
      if (last && identity && identity !== this.#client.user.identity) {
        seen.set(last, [...(seen.get(last) ?? []), this.#names.of(identity)]);
      }
    }
    return seen;
  }

  #type(identity, begins) {
    if (begins) {
      this.#typing.add(identity);
    } else {
      this.#typing.delete(identity);
    }
    this.#show();
  }

  #typingText() {
    const names = [...this.#typing].map((one) => this.#names.of(one));
    return names.length === 0 ? ''
      : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing …`;
  }
}
