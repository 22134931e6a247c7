package parley.console;

import parley.http.Json;

/**
 * What the console is told of the server that it looks at.
 *
 * @param testControls whether tests may move its clock and empty it
 */
public record ConsoleFacts(String accountSid, String version, boolean testControls) {
  void write(Json json) {
    json.text("account_sid", accountSid);
    json.text("version", version);
    json.flag("test_controls", testControls);
  }
}
