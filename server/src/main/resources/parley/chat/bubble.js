import { el, setText } from './dom.js';
import { picture } from './picture.js';
import { clock, day } from './time.js';

/** One message. Who wrote it may edit and delete it. */
export class Bubble {
  #day = el('p', { class: 'day' });
  #author = el('p', { class: 'author' });
  #pictures = el('div', { class: 'pictures' });
  #text = el('p', { class: 'text' });
  #time = el('time');
  #seen = el('p', { class: 'seen' });

  constructor(message, mine) {
    this.message = message;
    this.mine = mine;
    const bubble = el('div', { class: 'bubble' },
      this.#author, this.#pictures, this.#text,
      el('p', { class: 'foot' }, mine ? this.#actions() : '', this.#time));
    this.element = el('li', { class: mine ? 'mine' : 'theirs' },
      this.#day, bubble, this.#seen);
    this.update();
  }

  /** Shows what it says by now. */
  update() {
    const { body, dateCreated, dateUpdated, attachedMedia } = this.message;
    setText(this.#text, body ?? '');
    const edited = dateUpdated > dateCreated ? ', edited' : '';
    setText(this.#time, clock(dateCreated) + edited);
    if (attachedMedia?.length && !this.#pictures.hasChildNodes()) {
      this.#pictures.append(...attachedMedia.map(picture));
    }
  }

  /** Shows what depends on others: names, the message before, who has seen it. */
  show(names, before, seenBy) {
    const today = day(this.message.dateCreated);
    const sameDay = before && day(before.dateCreated) === today;
    setText(this.#day, sameDay ? '' : today);
    const follows = sameDay && before.author === this.message.author;
    setText(this.#author, names.of(this.message.author));
    this.element.classList.toggle('follows', Boolean(follows));
    setText(this.#seen, seenBy.length ? `Seen by ${seenBy.join(', ')}` : '');
  }

  #actions() {
    return el('span', { class: 'actions' },
      el('button', { type: 'button', onclick: () => this.#edit() }, 'Edit'),
      el('button', { type: 'button', onclick: () => this.message.remove() }, 'Delete'));
  }

  #edit() {
    const field = el('textarea', { 'aria-label': 'Your message', rows: '2' });
    const form = el('form', { class: 'edit' }, field,
      el('button', { type: 'submit' }, 'Save'),
      el('button', { type: 'button', onclick: () => end() }, 'Cancel'));
    const end = () => form.replaceWith(this.#text);
    field.value = this.message.body ?? '';
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      try {
        await this.message.updateBody(field.value.trim());
        end();
      } catch (error) {
        field.setCustomValidity(`Not saved: ${error.message}`);
        field.reportValidity();
      }
    });
    field.addEventListener('input', () => field.setCustomValidity(''));
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        end();
      } else if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    this.#text.replaceWith(form);
    field.focus();
  }
}
