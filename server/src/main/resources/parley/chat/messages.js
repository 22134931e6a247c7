import { Bubble } from './bubble.js';
import { el } from './dom.js';

const PAGE = 30;
const NEAR_PX = 40;

/** What was said in a conversation, oldest first. It stays at its end as long as its reader does. */
export class Messages {
  #reader;
  #onShown;
  #page;
  #bubbles = [];
  #stays = true;
  #earlier = el('button', { type: 'button', class: 'earlier', hidden: true,
    onclick: () => this.#readEarlier() }, 'Earlier messages');
  #list = el('ol', { role: 'log' });
  #size = new ResizeObserver(() => this.#settle());

  /**
   * @param reader whose own messages stand on the other side
   * @param onShown is told when there may be more before his eyes than before
   */
  constructor(reader, onShown) {
    this.#reader = reader;
    this.#onShown = onShown;
    this.element = el('div', { class: 'scroll', role: 'region', tabindex: '0',
      'aria-label': 'Messages', onscroll: () => this.#look() }, this.#earlier, this.#list);
    this.#size.observe(this.element);
    this.#size.observe(this.#list); // a picture that comes makes it longer
  }

  async load(conversation) {
    this.#turnTo(await conversation.getMessages(PAGE));
  }

  close() {
    this.#size.disconnect();
  }

  get newest() {
    return this.#bubbles.at(-1)?.message;
  }

  add(messages) {
    for (const message of messages.filter(({ index }) => !this.#find(index))) {
      const bubble = new Bubble(message, message.author === this.#reader);
      const at = this.#bubbles.findIndex((one) => one.message.index > message.index);
      const place = at < 0 ? this.#bubbles.length : at;
      this.#list.insertBefore(bubble.element, this.#bubbles[place]?.element ?? null);
      this.#bubbles.splice(place, 0, bubble);
    }
  }

  update({ index }) {
    this.#find(index)?.update();
  }

  remove({ index }) {
    this.#find(index)?.element.remove();
    this.#bubbles = this.#bubbles.filter(({ message }) => message.index !== index);
  }

  /** Shows who wrote each, and who has seen how far, by name. */
  show(names, participants) {
    const seen = this.#seen(names, participants);
    this.#bubbles.forEach((bubble, at) =>
      bubble.show(names, this.#bubbles[at - 1]?.message, seen.get(bubble) ?? []));
  }

  /** Somebody has seen what is up to where he has read; it is told at the last of the own ones. */
  #seen(names, participants) {
    const seen = new Map();
    for (const { identity, lastReadMessageIndex } of participants) {
      const last = this.#bubbles.findLast(({ mine, message }) =>
        mine && message.index <= (lastReadMessageIndex ?? -1));
      if (last && identity && identity !== this.#reader) {
        seen.set(last, [...(seen.get(last) ?? []), names.of(identity)]);
      }
    }
    return seen;
  }

  #find(index) {
    return this.#bubbles.find(({ message }) => message.index === index);
  }

  #turnTo(page) {
    this.#page = page;
    this.#earlier.hidden = !page.hasPrevPage;
    this.add(page.items);
    this.#onShown();
  }

  async #readEarlier() {
    const below = this.element.scrollHeight - this.element.scrollTop;
    this.#turnTo(await this.#page.prevPage());
    this.element.scrollTop = this.element.scrollHeight - below;
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    this.#stays = scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  #settle() {
    if (this.#stays) {
      this.element.scrollTop = this.element.scrollHeight;
    }
    this.#onShown();
  }
}
