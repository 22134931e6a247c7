import assert from "node:assert/strict";
import { Someone, step, until } from "../kit.mjs";
import { rest, service } from "../parley.mjs";

const because = (reason) => ({ user, updateReasons }) =>
  user.identity === "cleo" && updateReasons.includes(reason);
const show = (shown) =>
  rest("POST", `/v1/Services/${service}/Configuration`, { ReachabilityEnabled: shown });
const flags = async () => {
  const { is_online, is_notifiable } = await rest("GET", "/v1/Users/cleo");
  return [is_online, is_notifiable];
};

/** Who can be reached, once the service shows it: clients ask when they begin. */
export async function reach({ ada }) {
  let cleo, dan, seen;

  await step("while the service does not show it, nobody knows", async () => {
    assert.equal(ada.client.reachabilityEnabled, false);
    assert.deepEqual([ada.client.user.isOnline, ada.client.user.isNotifiable], [null, null]);
  });

  await step("who is connected is online, to himself, to others and over REST", async () => {
    await show(true);
    cleo = await Someone.arrives("cleo");
    dan = await Someone.arrives("dan");
    assert.equal(cleo.client.reachabilityEnabled, true);
    await until("cleo sees it", () => cleo.client.user.isOnline === true);
    seen = await dan.client.getUser("cleo");
    await until("dan sees it", () => seen.isOnline === true);
    assert.equal(seen.isNotifiable, false);
    assert.deepEqual(await flags(), [true, null]);
    assert.equal((await rest("GET", "/v1/Users/ada")).is_online, true);
  });

  await step("who has a device is notifiable", async () => {
    dan.forget();
    await cleo.client.setPushRegistrationId("fcm", "device");
    await dan.hears("userUpdated", because("reachabilityNotifiable"));
    assert.equal(seen.isNotifiable, true);
    assert.deepEqual(await flags(), [true, true]);
    dan.forget();
    await cleo.client.unsetPushRegistrationId("fcm");
    await dan.hears("userUpdated", because("reachabilityNotifiable"));
    assert.deepEqual([seen.isNotifiable, ...(await flags())], [false, true, false]);
  });

  await step("who leaves is offline, and online again when he comes back", async () => {
    dan.forget();
    await cleo.leaves();
    await dan.hears("userUpdated", because("reachabilityOnline"));
    assert.deepEqual([seen.isOnline, ...(await flags())], [false, false, false]);
    dan.forget();
    cleo = await Someone.arrives("cleo");
    await dan.hears("userUpdated", because("reachabilityOnline"));
    assert.equal(seen.isOnline, true);
  });

  await step("and nobody knows any more", async () => {
    await show(false);
    assert.deepEqual(await flags(), [null, null]);
    await cleo.leaves();
    await dan.leaves();
  });
}
