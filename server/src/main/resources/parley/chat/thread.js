import { Composer } from './composer.js';
import { el, setText } from './dom.js';
import { Messages } from './messages.js';
import { addressOf, Names } from './names.js';

/** The conversation that is open: who takes part, what is said, and who types. */
export class Thread {
  #conversation;
  #names;
  #messages;
  #participants = [];
  #typing = new Set();
  #ends = [];
  #title = el('h2');
  #who = el('p', { class: 'who' });
  #typed = el('p', { class: 'typing', role: 'status' });
  #composer;

  constructor(client, conversation, onBack) {
    this.#conversation = conversation;
    this.#names = new Names(client, () => this.#show());
    this.#messages = new Messages(client.user.identity, () => this.#read());
    this.#composer = new Composer(conversation);
    const back = el('button', { type: 'button', class: 'back', onclick: onBack,
      'aria-label': 'Back to the list' }, '‹');
    this.element = el('article', { class: 'thread' },
      el('header', {}, back, this.#title, this.#who),
      this.#messages.element, this.#typed, this.#composer.element);
    this.#show();
  }

  async load() {
    this.#hear('messageAdded', (message) => this.#messages.add([message]));
    this.#hear('messageUpdated', ({ message }) => this.#messages.update(message));
    this.#hear('messageRemoved', (message) => this.#messages.remove(message));
    this.#hear('typingStarted', ({ identity }) => this.#typing.add(identity));
    this.#hear('typingEnded', ({ identity }) => this.#typing.delete(identity));
    this.#hear('updated', () => {});
    for (const event of ['participantJoined', 'participantLeft', 'participantUpdated']) {
      this.#hear(event, () => this.#meet());
    }
    const read = () => this.#read();
    document.addEventListener('visibilitychange', read);
    this.#ends.push(() => document.removeEventListener('visibilitychange', read));
    await Promise.all([this.#messages.load(this.#conversation), this.#meet()]);
    this.#show();
  }

  /** Does something at an event, and then shows how everything is. */
  #hear(event, what) {
    const heard = (told) => {
      what(told);
      this.#show();
    };
    this.#conversation.on(event, heard);
    this.#ends.push(() => this.#conversation.off(event, heard));
  }

  close() {
    this.#ends.forEach((end) => end());
    this.#names.close();
    this.#messages.close();
  }

  async #meet() {
    this.#participants = await this.#conversation.getParticipants();
    await this.#names.meet(this.#participants);
    this.#show();
  }

  /** What is before somebody's eyes is read. */
  #read() {
    const { newest } = this.#messages;
    const isSeen = document.visibilityState === 'visible'
      && this.element.checkVisibility({ visibilityProperty: true });
    if (isSeen && newest?.index > (this.#conversation.lastReadMessageIndex ?? -1)) {
      // If it fails, it is tried again with what comes next.
      this.#conversation.advanceLastReadMessageIndex(newest.index).catch(() => {});
    }
  }

  #show() {
    const { friendlyName, sid, state } = this.#conversation;
    const isClosed = state?.current === 'closed';
    setText(this.#title, friendlyName || sid);
    setText(this.#who, this.#participants
      .map((one) => (one.identity ? this.#names.of(one.identity) : addressOf(one)))
      .join(', '));
    this.#messages.show(this.#names, this.#participants);
    setText(this.#typed, isClosed ? 'This conversation is closed.' : this.#typingText());
    this.#composer.element.hidden = isClosed;
  }

  #typingText() {
    const names = [...this.#typing].map((one) => this.#names.of(one));
    return names.length === 0 ? ''
      : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing …`;
  }
}
