import { get } from './api.js';
import { useLoaded } from './load.js';

const read = async () => {
  const [page, configuration] = await Promise.all([
    get('/v1/Services?PageSize=1000'),
    get('/v1/Configuration'),
  ]);
  return { all: page.services, usual: configuration.default_chat_service_sid };
};

/** The services of the account, and the one that paths without a service mean: { all, usual }. */
export const useServices = () => useLoaded(read, []);

/** Services as a choice shows them. */
export const serviceOptions = (services) =>
  services.map((one) => ({ value: one.sid, name: one.friendly_name || one.sid }));
