import { get } from './api.js';
import { useLoaded } from './load.js';

/** One after the other: where there was no service yet, the question for the usual one makes it. */
const read = async () => {
  const { default_chat_service_sid: usual } = await get('/v1/Configuration');
  const { services } = await get('/v1/Services?PageSize=1000');
  return { all: services, usual };
};

/** The services of the account, and the one that paths without a service mean: { all, usual }. */
export const useServices = () => useLoaded(read, []);

/** Services as a choice shows them. */
export const serviceOptions = (services) =>
  services.map((one) => ({ value: one.sid, name: one.friendly_name || one.sid }));
