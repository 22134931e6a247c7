import { el } from './dom.js';
import { Pane } from './pane.js';
import { people } from './session.js';
import { showCommand } from './shell.js';

/** Who is shown stands behind the # of the address: another window may show others, or one alone. */
const shown = () => decodeURIComponent(location.hash.slice(1) || 'ada,alan').split(',');

/** What is opened first, and then what was opened last: a person who comes to a side opens it too. */
let open = 'red-bicycle';

const main = document.querySelector('main');
const switcher = document.querySelector('.switch');
const everybody = await people();
const known = shown().filter((one) => everybody.some(({ identity }) => identity === one));

/** Of a narrow screen one side is the whole of it. */
function look(side) {
  panes.forEach((pane, at) => pane.element.classList.toggle('aside', at !== side));
  [...switcher.children].forEach((tab, at) => tab.setAttribute('aria-pressed', at === side));
}

const panes = known.slice(0, 2).map((identity, side) => {
  const tab = el('button', { type: 'button', onclick: () => look(side) });
  switcher.append(tab);
  return new Pane(everybody, identity, {
    onPerson: (person) => {
      tab.textContent = person.friendly_name;
      known[side] = person.identity;
      history.replaceState(null, '', `#${known.slice(0, 2).join(',')}`);
    },
    onOpen: (conversation) => {
      open = conversation.sid;
      showCommand(conversation);
    },
    wanted: () => open,
  });
});

main.append(...panes.map((pane) => pane.element));
main.classList.toggle('single', panes.length === 1);
switcher.hidden = panes.length === 1;
look(0);
panes.forEach((pane) => pane.start());
window.addEventListener('hashchange', () => location.reload());
