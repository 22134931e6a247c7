import { ListEnd } from './common.js';
import { Message } from './message.js';
import { nameOf } from './participants.js';
import { texts } from './texts.js';
import { html, useLayoutEffect, useRef } from './ui.js';

const NEAR_PX = 40;

const isAtEnd = (it) => it.scrollHeight - it.scrollTop - it.clientHeight < NEAR_PX;

/** Whether somebody reads something that is not at the end, or changes it, so that it has to stay where it is. */
export const readsEarlier = (pane) => pane !== null && (!isAtEnd(pane) || pane.querySelector('form') !== null);

/** Stays at the end while one reads there; else keeps its place, also when earlier rows come. */
function useScroll(scroll, oldest) {
  const atEnd = useRef(true);
  const last = useRef({});
  const stay = () => {
    const it = scroll.current;
    if (atEnd.current) {
      it.scrollTop = it.scrollHeight;
    } else if (oldest !== last.current.oldest) {
      it.scrollTop += it.scrollHeight - last.current.height;
    }
    last.current = { oldest, height: it.scrollHeight };
  };
  useLayoutEffect(stay);
  return {
    ref: scroll,
    onLoadCapture: stay, // a picture has come
    onScroll: ({ currentTarget: it }) => {
      atEnd.current = isAtEnd(it);
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
      ...${useScroll(pane, list.rows.at(-1)?.sid)}
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
