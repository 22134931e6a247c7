import { el, setText } from './dom.js';
import { brief } from './time.js';

/** The client answers a question again as it did half a second before. */
const FORGOTTEN_MS = 700;

/** One conversation of a list: its name, what was said last, when, and how much of it is unread. */
export class Row {
  #title = el('span', { class: 'title' });
  #time = el('time', { class: 'when' });
  #preview = el('span', { class: 'preview' });
  #unread = el('span', { class: 'unread' });
  #button;
  #isOpen = false;
  #round = 0;
  #later;

  constructor(conversation, onOpen) {
    this.conversation = conversation;
    this.#button = el('button', { type: 'button', onclick: onOpen },
      this.#title, this.#time, this.#preview, this.#unread);
    this.element = el('li', {}, this.#button);
    this.#showName();
  }

  /** When something was said last, or else when it began. */
  activity() {
    return this.conversation.lastMessage?.dateCreated ?? this.conversation.dateCreated;
  }

  mark(isOpen) {
    this.#isOpen = isOpen;
    this.#button.setAttribute('aria-current', isOpen);
  }

  focus() {
    this.#button.focus();
  }

  /**
   * Something has changed: looks now, and again when the client has forgotten older answers. Of the
   * one that is open only then: what comes is read by then, and would be counted for a blink.
   */
  async refresh() {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.load().catch(() => {}), FORGOTTEN_MS);
    if (!this.#isOpen) {
      await this.load();
    }
  }

  async load() {
    const round = ++this.#round;
    this.#showName();
    const [count, page] = await Promise.all([this.#count(), this.conversation.getMessages(1)]);
    if (round !== this.#round) {
      return; // who was asked later knows better
    }
    setText(this.#preview, preview(page.items[0]));
    setText(this.#unread, count > 0 ? String(count) : '');
    this.#unread.setAttribute('aria-label', count > 0 ? `${count} unread` : '');
    this.#button.classList.toggle('fresh', count > 0);
  }

  #showName() {
    setText(this.#title, this.conversation.friendlyName || this.conversation.sid);
    setText(this.#time, brief(this.activity()));
    this.element.classList.toggle('closed', this.conversation.state?.current === 'closed');
  }

  /** Who has not begun to read has everything before him. */
  async #count() {
    return (await this.conversation.getUnreadMessagesCount())
      ?? this.conversation.getMessagesCount();
  }
}

function preview(message) {
  return message?.body || (message?.attachedMedia?.length ? 'A picture' : 'Nothing said yet');
}
