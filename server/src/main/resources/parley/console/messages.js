import { ListEnd } from './common.js';
import { Message } from './message.js';
import { nameOf } from './participants.js';
import { texts } from './texts.js';
import { html, useLayoutEffect, useRef } from './ui.js';

const NEAR_PX = 40;

const isAtEnd = (it) => it.scrollHeight - it.scrollTop - it.clientHeight < NEAR_PX;

/** Whether somebody reads something that is not at the end, or changes it, so that it has to stay where it is. */
export const readsEarlier = (pane) => pane !== null && (!isAtEnd(pane) || pane.querySelector('form') !== null);

const placeOf = (row, pane) =>
  row.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;

/** While somebody is to sign in again; nothing has a place then. */
const isHidden = (pane) => pane.clientHeight === 0;

/** The row that is changed, or else the first that is seen. */
const rowRead = (pane) =>
  pane.querySelector('form')?.closest('.bubble') ??
  [...pane.querySelectorAll('.bubble')].find(
    (one) => one.getBoundingClientRect().bottom > pane.getBoundingClientRect().top,
  );

/**
 * Stays at the end while one reads there; else what is read keeps its place, whatever comes or goes above and below it.
 * What was seen last is compared with where the pane is now: its scroll event may be still to come.
 */
function useScroll(scroll) {
  const last = useRef({ end: 0 });
  const look = () => {
    const it = scroll.current;
    if (isHidden(it)) {
      return;
    }
    const row = rowRead(it);
    last.current = {
      end: it.scrollHeight - it.clientHeight,
      row,
      place: row && placeOf(row, it),
    };
  };
  const stay = () => {
    const it = scroll.current;
    if (isHidden(it)) {
      return;
    }
    const { end, row, place } = last.current;
    if (end - it.scrollTop < NEAR_PX && !it.querySelector('form')) {
      it.scrollTop = it.scrollHeight;
    } else if (row?.isConnected) {
      it.scrollTop += placeOf(row, it) - place;
    }
    look();
  };
  useLayoutEffect(stay);
  return {
    ref: scroll,
    onLoadCapture: stay, // a picture has come
    onScroll: look,
    onToggleCapture: ({ target }) => {
      last.current.end = target.open ? Infinity : last.current.end; // who unfolds something reads it
    },
  };
}

const readersOf = (participants, index) =>
  participants.filter((one) => one.last_read_message_index === index).map(nameOf);

/** The messages of a conversation, the newest at the bottom, where reading begins. */
export function Messages({ pane, service, path, list, participants, open, onChanged }) {
  return html`
    <div
      class="messages"
      tabindex="0"
      role="region"
      aria-label=${texts.messages}
      ...${useScroll(pane)}
    >
      ${list.more && html`<button type="button" onClick=${list.more}>${texts.earlier}</button>`}
      <ol aria-live="polite">
        ${list.rows.toReversed().map(
          (one) => html`<${Message}
            key=${one.sid}
            service=${service}
            path=${path}
            message=${one}
            readers=${readersOf(participants, one.index)}
            open=${open}
            onChanged=${onChanged}
          />`,
        )}
      </ol>
      <${ListEnd} list=${{ ...list, more: null }} none=${texts.noMessages} />
    </div>
  `;
}
