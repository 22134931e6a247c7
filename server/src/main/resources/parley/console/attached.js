import { texts } from './texts.js';
import { upload } from './upload.js';
import { html, useEffect, useRef, useState } from './ui.js';

/**
 * The files that are to go with a message: { files, add, drop, clear, sids, busy }. Each is sent as soon as it is
 * chosen; one that is refused says why, and keeps the message from being sent without it.
 */
export function useAttached(service) {
  const [files, setFiles] = useState([]);
  const next = useRef(0);
  const change = (key, more) =>
    setFiles((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)));
  const add = (chosen) => {
    for (const file of chosen) {
      const key = next.current++;
      const giveUp = new AbortController();
      setFiles((all) => [...all, { key, file, giveUp, part: 0 }]);
      upload(service, file, (part) => change(key, { part }), giveUp.signal).then(
        (sid) => change(key, { sid, part: 1 }),
        (error) => change(key, { error }),
      );
    }
  };
  const drop = (key) => {
    files.find((one) => one.key === key)?.giveUp.abort();
    setFiles((all) => all.filter((one) => one.key !== key));
  };
  const last = useRef(files);
  last.current = files;
  useEffect(() => () => last.current.forEach((one) => one.giveUp.abort()), []);
  return {
    files,
    add,
    drop,
    clear: (sent) => setFiles((all) => all.filter((one) => !sent.includes(one.sid))),
    sids: files.map((one) => one.sid),
    busy: files.some((one) => !one.sid),
  };
}

const Row = ({ one, onDrop }) => html`
  <li>
    <span>${texts.media(one.file.name, one.file.size)}</span>
    ${one.error
      ? html`<span class="failed" role="alert">${texts.failed(one.error.message)}</span>`
      : html`<progress aria-label=${texts.sendingFile(one.file.name)} max="1" value=${one.part}></progress>`}
    <button type="button" aria-label=${texts.dropFile(one.file.name)} onClick=${onDrop}>${texts.drop}</button>
  </li>
`;

/** Chooses files, and shows those that were chosen. */
export function Attached({ attached }) {
  const choose = ({ currentTarget: input }) => {
    attached.add([...input.files]);
    input.value = ''; // so that the same one can be chosen again
  };
  return html`
    <div class="attached">
      <label class="field"><span>${texts.attach}</span><input type="file" multiple onChange=${choose} /></label>
      <ul>
        ${attached.files.map(
          (one) => html`<${Row} key=${one.key} one=${one} onDrop=${() => attached.drop(one.key)} />`,
        )}
      </ul>
    </div>
  `;
}
