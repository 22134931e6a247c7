import { get } from './api.js';
import { Failed } from './common.js';
import { Composer } from './composer.js';
import { useLive, useOneAtATime } from './live.js';
import { useLoaded, usePages } from './load.js';
import { Messages, readsEarlier } from './messages.js';
import { Participants } from './participants.js';
import { linkTo } from './route.js';
import { texts } from './texts.js';
import { ThreadHead } from './thread-head.js';
import { html, useRef, useState } from './ui.js';
import { useWriting, Writing } from './writing.js';

const REST_MS = 300;

/** One conversation: what it is, who takes part, what was written; and what happens in it. */
export function Thread({ service, sid }) {
  const path = `/v1/Services/${encodeURIComponent(service)}/Conversations/${encodeURIComponent(sid)}`;
  const conversation = useLoaded(() => get(path), [path]);
  const participants = usePages(`${path}/Participants?PageSize=100`);
  const messages = usePages(`${path}/Messages?Order=desc&PageSize=30`);
  const pane = useRef(null);
  const [writing, noteWriting] = useWriting(service);
  const refresh = useOneAtATime(
    () =>
      Promise.all([
        conversation.reload(),
        participants.refresh(),
        messages.refresh(readsEarlier(pane.current)),
      ]),
    REST_MS,
  );
  useLive({ conversation: sid }, (message) => {
    if (['ready', 'missed', 'changed'].includes(message.type)) {
      refresh();
    } else if (message.type === 'writing') {
      noteWriting(message.user);
    }
  });
  const found = conversation.value;
  return html`
    <p class="back"><a href=${linkTo('conversations', service)}>${texts.backToList}</a></p>
    ${conversation.error?.status === 404
      ? html`<p class="failed" role="alert">${texts.goneConversation}</p>`
      : html`<${Failed} error=${conversation.error} retry=${conversation.reload} />`}
    ${found &&
    html`
      <${ThreadHead} conversation=${found} path=${path} onChanged=${refresh} />
      <${Participants}
        service=${service}
        path=${path}
        list=${participants}
        open=${found.state !== 'closed'}
        onChanged=${refresh}
      />
      <${Messages}
        pane=${pane}
        service=${service}
        path=${path}
        list=${messages}
        participants=${participants.rows}
        open=${found.state !== 'closed'}
        onChanged=${refresh}
      />
      <${Writing} who=${writing} />
      ${found.state === 'closed'
        ? html`<p class="quiet">${texts.closedForWriting}</p>`
        : html`<${Composer}
            service=${service}
            path=${path}
            identities=${participants.rows.map((one) => one.identity).filter((one) => one)}
            onSent=${refresh}
          />`}
    `}
  `;
}
