import { ask } from './api.js';
import { useState } from './ui.js';

/**
 * Changes over the API: { change, hand, remove, busy, error }. Each answers whether it was done. Webhooks hear
 * of them, as of what an application changes.
 */
export function useActs() {
  const [state, setState] = useState({});
  const run = async (method, path, content) => {
    setState({ busy: true });
    try {
      await ask(method, path, { ...content, headers: { 'X-Twilio-Webhook-Enabled': 'true' } });
      setState({});
      return true;
    } catch (error) {
      setState({ error });
      return false;
    }
  };
  return {
    ...state,
    change: (path, form) => run('POST', path, { form }),
    hand: (path, json) => run('POST', path, { json }),
    remove: (path) => run('DELETE', path),
  };
}
