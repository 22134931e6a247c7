import { get, pathOf } from './api.js';
import { useCallback, useEffect, useRef, useState } from './ui.js';

/**
 * What a call answers: { value, error, loading, reload }. It is made again when one of the keys
 * changes; what was answered before stays until then.
 */
export function useLoaded(load, keys) {
  const [state, setState] = useState({ loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    load().then(
      (value) => wanted && setState({ value, loading: false }),
      (error) => wanted && setState({ error, loading: false }),
    );
    return () => {
      wanted = false;
    };
  }, [...keys, round]);
  return { ...state, reload: useCallback(() => setRound((one) => one + 1), []) };
}

const read = async (path) => {
  const page = await get(path);
  const next = page.meta.next_page_url;
  return { rows: page[page.meta.key], next: next && pathOf(next) };
};

/** A list of the API, page by page: { rows, more, error, loading, reload, setRows }. */
export function usePages(path) {
  const [state, setState] = useState({ rows: [], next: null, loading: true });
  const [round, setRound] = useState(0);
  const current = useRef(0);
  const fetchPage = (from, before) => {
    const asked = ++current.current;
    const set = (news) => asked === current.current && setState((old) => ({ ...old, ...news }));
    set({ loading: true, error: undefined });
    read(from).then(
      (page) => set({ rows: [...before, ...page.rows], next: page.next, loading: false }),
      (error) => set({ error, loading: false }),
    );
  };
  useEffect(() => fetchPage(path, []), [path, round]);
  return {
    ...state,
    more: state.next && (() => fetchPage(state.next, state.rows)),
    reload: useCallback(() => setRound((one) => one + 1), []),
    setRows: useCallback((change) => setState((old) => ({ ...old, rows: change(old.rows) })), []),
  };
}
