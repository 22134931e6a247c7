import { el, setText } from './dom.js';
import { ConversationList } from './list.js';
import { connect } from './session.js';
import { Thread } from './thread.js';

const STATES = { connected: 'Connected', connecting: 'Connecting …', disconnected: 'Not connected' };
const AGAIN_MS = 3000;

/** One person's side of the chat: a client of its own, the conversations, and the one that is open. */
export class Pane {
  #everybody;
  #person;
  #hears;
  #client;
  #list;
  #thread;
  #round = 0;
  #state = el('p', { class: 'state', role: 'status' });
  #lists = el('nav', { class: 'conversations', 'aria-label': 'Conversations' });
  #place = el('div', { class: 'place' });

  constructor(everybody, identity, hears) {
    this.#everybody = everybody;
    this.#hears = hears;
    const picker = el(
      'select',
      { 'aria-label': 'Who is on this side', onchange: () => this.#become(picker.value) },
      ...everybody.map((one) =>
        el('option', { value: one.identity, selected: one.identity === identity },
          one.friendly_name)),
    );
    const head = el('header', {}, picker, this.#state);
    this.element = el('section', { class: 'pane' }, head, this.#lists, this.#place);
    this.#show(identity);
  }

  #show(identity) {
    this.#person = this.#everybody.find((one) => one.identity === identity);
    this.element.setAttribute('aria-label', this.#person.friendly_name);
    this.element.dataset.identity = identity;
    this.#hears.onPerson(this.#person);
  }

  #become(identity) {
    this.#show(identity);
    this.start();
  }

  /** Begins anew, as who is picked now; what was there before ends. */
  async start() {
    const round = ++this.#round;
    this.#end();
    this.#tell('connecting');
    const again = () => round === this.#round && setTimeout(() => this.#startAfter(round), AGAIN_MS);
    try {
      const client = await connect(this.#person.identity, (state) => this.#tell(state), again);
      if (round === this.#round) {
        await this.#fill(client);
      } else {
        await client.shutdown();
      }
    } catch {
      this.#tell('disconnected');
      again();
    }
  }

  #startAfter(round) {
    if (round === this.#round) {
      this.start();
    }
  }

  async #fill(client) {
    this.#client = client;
    this.#tell(client.connectionState);
    this.#list = new ConversationList(client, (conversation) => this.#open(conversation));
    this.#lists.replaceChildren(this.#list.element);
    await this.#list.load();
    const first = this.#list.find(this.#hears.wanted()) ?? this.#list.first();
    if (first) {
      await this.#open(first, true);
    }
    this.element.dataset.ready = '';
  }

  #tell(state) {
    this.#state.dataset.state = state;
    setText(this.#state, STATES[state] ?? STATES.disconnected);
  }

  /** @param quietly whether nobody has asked for it, so that a narrow pane goes on showing the list */
  async #open(conversation, quietly = false) {
    this.#thread?.close();
    const thread = new Thread(this.#client, conversation, () => this.#back());
    this.#thread = thread;
    this.#list.mark(conversation);
    this.#place.replaceChildren(thread.element);
    this.element.classList.toggle('reading', !quietly);
    this.#hears.onOpen(conversation);
    await thread.load();
  }

  #back() {
    this.element.classList.remove('reading');
    this.#list.focus();
  }

  #end() {
    delete this.element.dataset.ready;
    this.#thread?.close();
    this.#list?.close();
    this.#client?.shutdown().catch(() => {}); // it is not ours any more, whatever becomes of it
    this.#thread = this.#list = this.#client = undefined;
    this.#lists.replaceChildren();
    this.#place.replaceChildren();
  }
}
