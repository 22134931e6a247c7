import { texts } from './texts.js';
import { html } from './ui.js';

/** What a webhook is told, name by name. */
export const Parameters = ({ of }) => html`
  <table>
    <caption>${texts.parameters}</caption>
    <tbody>
      ${Object.entries(of).map(
        ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
      )}
    </tbody>
  </table>
`;
