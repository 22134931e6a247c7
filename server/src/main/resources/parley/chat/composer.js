import { el, setText } from './dom.js';

/** Where a message is written and sent, with a picture or without. */
export class Composer {
  #conversation;
  #text = el('textarea', { rows: '1', placeholder: 'Write a message', 'aria-label': 'Message',
    oninput: () => this.#typing(), onkeydown: (event) => this.#key(event) });
  #file = el('input', { type: 'file', accept: 'image/*',
    onchange: () => this.#showPicked() });
  #picked = el('p', { class: 'picked', role: 'status' });
  #send = el('button', { type: 'submit' }, 'Send');

  constructor(conversation) {
    this.#conversation = conversation;
    this.element = el('form', { class: 'composer', onsubmit: (event) => this.#submit(event) },
      this.#picked, el('label', { class: 'pick' }, this.#file, 'Picture'),
      this.#text, this.#send);
  }

  #typing() {
    this.#conversation.typing().catch(() => {}); // nobody misses it
  }

  #key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.element.requestSubmit();
    }
  }

  #showPicked() {
    setText(this.#picked, this.#file.files[0]?.name ?? '');
  }

  async #submit(event) {
    event.preventDefault();
    const body = this.#text.value.trim();
    const [file] = this.#file.files;
    if (!body && !file) {
      return;
    }
    this.#send.disabled = true;
    try {
      await this.#message(body, file).build().send();
      this.element.reset();
      setText(this.#picked, '');
    } catch (error) {
      setText(this.#picked, `Not sent: ${error.message}`);
    }
    this.#send.disabled = false;
    this.#text.focus();
  }

  #message(body, file) {
    const message = this.#conversation.prepareMessage();
    if (body) {
      message.setBody(body);
    }
    if (file) {
      const form = new FormData();
      form.append('file', file);
      message.addMedia(form);
    }
    return message;
  }
}
