import assert from "node:assert/strict";
import { refused, step, until } from "../kit.mjs";
import { rest, restList, service } from "../parley.mjs";

const because = (reason) => ({ updateReasons }) => updateReasons.includes(reason);

/** What can be set: of conversations, participants, users and devices. */
export async function set(story) {
  const { ada, ben, room, bens } = story;

  await step("a conversation's names and attributes", async () => {
    ben.forget();
    await room.updateFriendlyName("Other");
    await ben.hears("conversationUpdated", because("friendlyName"));
    await room.updateUniqueName("other");
    await ben.hears("conversationUpdated", because("uniqueName"));
    await room.updateAttributes({ colour: "blue" });
    await ben.hears("conversationUpdated", because("attributes"));
    assert.deepEqual(
      [bens.friendlyName, bens.uniqueName, bens.attributes],
      ["Other", "other", { colour: "blue" }],
    );
  });

  await step("what ben may not do is refused", async () => {
    await refused(bens.updateFriendlyName("Mine"), 403, 50107);
    await refused(bens.add("eve"), 403, 50107);
    await refused(bens.removeParticipant("ada"), 403, 50107);
    await refused(bens.delete(), 403, 50107);
    assert.equal(room.friendlyName, "Other");
  });

  await step("the notification level", async () => {
    await bens.setUserNotificationLevel("muted");
    await ben.hears("conversationUpdated", because("notificationLevel"));
    assert.equal(bens.notificationLevel, "muted");
    assert.equal(room.notificationLevel, "default");
    await bens.setUserNotificationLevel("default");
    await until("ben hears all", () => bens.notificationLevel === "default");
  });

  await step("a participant's attributes, once a role permits it", async () => {
    const participant = await bens.getParticipantByIdentity("ben");
    await refused(participant.updateAttributes({ seat: 3 }), 403, 50107);
    const role = `/v1/Roles/${participant.roleSid}`;
    const { permissions } = await rest("GET", role);
    const more = [...permissions, "editOwnParticipantAttributes"];
    await rest("POST", role, more.map((permission) => ["Permission", permission]));
    await participant.updateAttributes({ seat: 3 });
    await ada.hears("participantUpdated", because("attributes"));
    assert.deepEqual((await room.getParticipantByIdentity("ben")).attributes, { seat: 3 });
  });

  await step("a user's name and attributes", async () => {
    const seen = await ben.client.getUser("ada");
    assert.deepEqual([seen.identity, seen.friendlyName], ["ada", null]);
    await ada.client.user.updateFriendlyName("Ada ☃");
    await ada.client.user.updateAttributes({ city: "London" });
    await until("ben sees them", () => seen.friendlyName === "Ada ☃" && seen.attributes.city);
    assert.deepEqual(seen.attributes, { city: "London" });
    assert.ok(ben.events("userUpdated").length >= 2);
    const participant = await bens.getParticipantByIdentity("ada");
    assert.equal((await participant.getUser()).friendlyName, "Ada ☃");
  });

  await step("a user who is not there is not found", () =>
    refused(ben.client.getUser("nobody"), 404),
  );

  await step("a device is registered for push, seen over REST, and removed", async () => {
    const bindings = async () =>
      (await restList(`/v1/Services/${service}/Bindings`, "bindings")).map((one) => [
        one.identity,
        one.binding_type,
      ]);
    await ada.client.setPushRegistrationId("fcm", "device-1");
    assert.deepEqual(await bindings(), [["ada", "fcm"]]);
    await ada.client.unsetPushRegistrationId("fcm");
    assert.deepEqual(await bindings(), []);
    await ada.client.setPushRegistrationId("fcm", "device-2");
    await ada.client.removePushRegistrations("fcm", "device-2");
    assert.deepEqual(await bindings(), []);
  });

  await step("there are no content templates", async () => {
    assert.deepEqual(await ada.client.getContentTemplates(), []);
  });
}
