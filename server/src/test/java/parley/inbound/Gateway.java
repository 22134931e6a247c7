package parley.inbound;

import java.util.ArrayList;
import java.util.List;
import parley.testkit.Answer;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/** Somebody who carries messages in from a phone to a number of ours. */
record Gateway(TestClient client) {
  static final String PATH = "/parley/v1/InboundMessages";
  static final String PHONE = "+14155550123";
  static final String NUMBER = "+14155550199";

  static Gateway of(TestServer server) {
    return new Gateway(server.client());
  }

  /** Hands in a message of the phone to the number; what is sent twice replaces nothing. */
  Answer bring(String... more) {
    var form = new ArrayList<>(List.of("From", PHONE, "To", NUMBER));
    form.addAll(List.of(more));
    return client.post(PATH, form.toArray(String[]::new));
  }

  Answer say(String body) {
    return bring("Body", body).is(200);
  }

  /** Makes the number open conversations. The address's SID. */
  String configure(String... more) {
    var form =
        new ArrayList<>(List.of("Type", "sms", "Address", NUMBER, "AutoCreation.Enabled", "true"));
    form.addAll(List.of(more));
    return client.post("/v1/Configuration/Addresses", form.toArray(String[]::new)).is(201).sid();
  }

  /** Makes the phone take part in a conversation by the number. The participant's SID. */
  String join(String conversation) {
    return client
        .post(
            "/v1/Conversations/" + conversation + "/Participants",
            "MessagingBinding.Address",
            PHONE,
            "MessagingBinding.ProxyAddress",
            NUMBER)
        .is(201)
        .sid();
  }

  static String fresh(int number) {
    return "SM%032x".formatted(number);
  }
}
