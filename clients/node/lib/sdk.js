"use strict";

const { createRequire } = require("node:module");
const path = require("node:path");

/** The official SDK as it is installed where the tests are: this package may be a link to elsewhere. */
function installedSdk() {
  const places = [require.main?.filename, path.join(process.cwd(), "tests"), __filename];
  for (const place of places.filter(Boolean)) {
    try {
      return createRequire(place)("twilio");
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Error(
    'The official SDK is not installed: npm install twilio, or start({ twilio: require("twilio") }).',
  );
}

/** A client of the official SDK whose calls go to the server. */
function sdkClient({ url, accountSid, authToken }, twilio = installedSdk()) {
  const client = twilio(accountSid, authToken);
  client.conversations.baseUrl = url;
  return client;
}

module.exports = { sdkClient };
