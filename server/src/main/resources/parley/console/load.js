import { get, pathOf } from './api.js';
import { useCallback, useEffect, useRef, useState } from './ui.js';

/**
 * What a call answers: { value, error, loading, reload }. It is made again when one of the keys
 * changes; what was answered before stays until then.
 */
export function useLoaded(load, keys) {
  const [state, setState] = useState({ loading: true });
  const current = useRef(0);
  const reload = useCallback(() => {
    const asked = ++current.current;
    const set = (news) => asked === current.current && setState(news);
    return load().then(
      (value) => set({ value, loading: false }),
      (error) => set({ error, loading: false }),
    );
  }, keys);
  useEffect(() => {
    reload();
    return () => current.current++;
  }, [reload]);
  return { ...state, reload };
}

const read = async (path) => {
  const page = await get(path);
  const next = page.meta.next_page_url;
  return { page, rows: page[page.meta.key], next: next && pathOf(next) };
};

const keyOf = (one) => one.sid ?? one.conversation_sid;

const withoutDoubles = (rows, more) => {
  const known = new Set(rows.map(keyOf));
  return [...rows, ...more.filter((one) => !known.has(keyOf(one)))];
};

/**
 * A list of the API, page by page: { rows, page, more, error, loading, reload, refresh }. `page` is the
 * answer that was read last; `refresh` reads again as much as is shown, in place.
 *
 * @param path with a PageSize
 */
export function usePages(path) {
  const [state, setState] = useState({ rows: [], next: null, loading: true });
  const shown = useRef({ path, count: 0 });
  const during = async (from, change) => {
    const set = (news) => shown.current.path === path && setState(news);
    set((old) => ({ ...old, loading: true, error: undefined }));
    try {
      const { page, rows, next } = await read(from);
      set((old) => ({ page, rows: change(old.rows, rows), next, loading: false }));
    } catch (error) {
      set((old) => ({ ...old, error, loading: false }));
    }
  };
  const anew = (old, rows) => rows;
  useEffect(() => {
    shown.current.path = path;
    during(path, anew);
  }, [path]);
  shown.current.count = state.rows.length;
  return {
    ...state,
    more: state.next && (() => during(state.next, withoutDoubles)),
    reload: () => during(path, anew),
    refresh: () =>
      during(
        path.replace(/PageSize=(\d+)/, (all, size) => `PageSize=${Math.max(size, shown.current.count)}`),
        anew,
      ),
  };
}
