import { ask } from './api.js';
import { useState } from './ui.js';

/**
 * Changes over the API: { change, remove, busy, error }. Each answers whether it was done. Webhooks hear
 * of them, as of what an application changes.
 */
export function useActs() {
  const [state, setState] = useState({});
  const run = async (method, path, form) => {
    setState({ busy: true });
    try {
      await ask(method, path, { form, headers: { 'X-Twilio-Webhook-Enabled': 'true' } });
      setState({});
      return true;
    } catch (error) {
      setState({ error });
      return false;
    }
  };
  return {
    ...state,
    change: (path, form) => run('POST', path, form),
    remove: (path) => run('DELETE', path),
  };
}
