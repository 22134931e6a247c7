package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.problem.Limits;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** Every count and length is what the server is set to: up to it is taken, one more refused. */
class RaisedLimitsTest {
  private static final int BODY = 100_000;
  private static final int ATTRIBUTES = 30_000;

  @RegisterExtension
  final TestServer server =
      TestServer.onSqlite()
          .withLimits(
              Limits.but(
                  draft -> {
                    draft.participantsAtOnce = 12;
                    draft.webhooksPerConversation = 7;
                    draft.mediaPerMessage = 11;
                    draft.mediaBytes = 10;
                    draft.messageBytes = BODY;
                    draft.conversationAttributesBytes = ATTRIBUTES;
                    draft.messageAttributesBytes = ATTRIBUTES + 1;
                    draft.participantAttributesBytes = ATTRIBUTES + 2;
                    draft.userAttributesBytes = ATTRIBUTES + 3;
                  }));

  /**
   * A length.
   *
   * @param path where something with it is made, {@code CH} for a conversation
   */
  record Length(String path, String parameter, int most, List<String> more) {
    String[] form(int length) {
      var value = parameter.equals("Body") ? "x".repeat(length) : attributes(length);
      var form = new ArrayList<>(more);
      form.addAll(List.of(parameter, value));
      return form.toArray(String[]::new);
    }
  }

  private static String attributes(int length) {
    return "\"" + "x".repeat(length - 2) + "\"";
  }

  static Stream<Length> lengths() {
    return Stream.of(
        new Length("/Conversations/CH/Messages", "Body", BODY, List.of()),
        new Length("/Conversations", "Attributes", ATTRIBUTES, List.of()),
        new Length(
            "/Conversations/CH/Messages", "Attributes", ATTRIBUTES + 1, List.of("Body", "hello")),
        new Length(
            "/Conversations/CH/Participants",
            "Attributes",
            ATTRIBUTES + 2,
            List.of("Identity", "ada")),
        new Length("/Users", "Attributes", ATTRIBUTES + 3, List.of("Identity", "grace")));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void aLengthIsTakenUpToItsLimitWhenMadeAndWhenEdited(Length length) {
    var room = server.chat().conversation();
    var path = "/v1" + length.path().replace("CH", room);
    var over = server.post(path, length.form(length.most() + 1)).is(400);
    assertThat(over.at("/details/parameter").asString()).isEqualTo(length.parameter());
    var made = path + "/" + server.post(path, length.form(length.most())).is(201).sid();
    var edit = new Length(made, length.parameter(), length.most(), List.of());
    server.post(made, edit.form(length.most())).is(200);
    assertThat(server.post(made, edit.form(length.most() + 1)).is(400).at("/code").asInt())
        .isEqualTo(over.at("/code").asInt());
  }

  @Test
  void aConversationIsMadeWithAsManyAsMayComeAtOnce() {
    with(12).is(202);
    with(13).isProblem(400, 50426);
  }

  private Answer with(int count) {
    var form = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      form.addAll(List.of("Participant", "{\"identity\": \"user " + i + "\"}"));
    }
    return server.post("/v1/ConversationWithParticipants", form.toArray(String[]::new));
  }

  @Test
  void aConversationHasAsManyWebhooksAsItMayAndAPageShowsThemAll() {
    var path = "/v1/Conversations/" + server.chat().conversation() + "/Webhooks";
    String[] form = {
      "Target", "webhook",
      "Configuration.Url", "http://127.0.0.1:9/hook",
      "Configuration.Filters", "onMessageAdded"
    };
    for (var i = 0; i < 7; i++) {
      server.post(path, form).is(201);
    }
    server.post(path, form).isProblem(400, 50361);
    assertThat(server.get(path).is(200).rows()).hasSize(7);
  }

  @Test
  void aMessageHasAsManyFilesAsItMayAndAFileItsBytes() {
    var room = server.chat().conversation();
    var form = new ArrayList<String>();
    for (var i = 0; i < 11; i++) {
      form.addAll(List.of("MediaSid", upload("0123456789").is(201).sid()));
    }
    upload("0123456789a").isProblem(413, 50512);
    var eleven = form.toArray(String[]::new);
    form.addAll(List.of("MediaSid", upload("one more").is(201).sid()));
    server.post(Chat.messages(room), form.toArray(String[]::new)).is(400);
    server.post(Chat.messages(room), eleven).is(201);
  }

  private Answer upload(String bytes) {
    var service =
        server.get("/v1/Configuration").is(200).at("/default_chat_service_sid").asString();
    return server
        .client()
        .with("Content-Type", "image/png")
        .postRaw("/v1/Services/" + service + "/Media", bytes);
  }
}
