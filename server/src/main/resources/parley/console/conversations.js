import { Failed } from './common.js';
import { ConversationList } from './conversation-list.js';
import { useServices } from './services.js';
import { texts } from './texts.js';
import { Thread } from './thread.js';
import { html } from './ui.js';

/** The list of conversations beside the one that was chosen. */
export function Conversations({ route }) {
  const [service, conversation] = route;
  const known = useServices();
  if (!known.value) {
    return html`<h2>${texts.conversations}</h2>
      <${Failed} error=${known.error} retry=${known.reload} />`;
  }
  return html`
    <div class=${conversation ? 'panes chosen' : 'panes'}>
      <section class="list-pane" aria-label=${texts.listOfConversations}>
        <h2>${texts.conversations}</h2>
        <${ConversationList}
          services=${known.value.all}
          first=${service || known.value.usual}
          usual=${known.value.usual}
          chosen=${conversation}
          onGone=${known.reload}
        />
      </section>
      <section class="thread-pane" aria-label=${texts.thread}>
        ${conversation
          ? html`<${Thread} key=${conversation} service=${service} sid=${conversation} />`
          : html`<p class="quiet">${texts.pickConversation}</p>`}
      </section>
    </div>
  `;
}
