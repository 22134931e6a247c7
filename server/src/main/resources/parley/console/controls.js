import { Clock } from './clock.js';
import { Faults } from './faults.js';
import { Fixtures } from './fixtures.js';
import { Sink } from './sink.js';
import { Snapshots } from './snapshots.js';
import { texts } from './texts.js';
import { html } from './ui.js';

/** What a server that was started with --test-controls lets tests do, as buttons. */
export const Controls = ({ onReset }) => html`
  <h3>${texts.controls}</h3>
  <p class="quiet">${texts.controlsHelp}</p>
  <div class="cards">
    <${Clock} />
    <${Snapshots} onReset=${onReset} />
    <${Fixtures} />
    <${Faults} />
    <${Sink} />
  </div>
`;
