package parley.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/** Conversations are found by a part of a name, and by who takes part (docs/console.md). */
class SearchResourceTest {
  private static final String PATH = "/parley/v1/Conversations";

  private TestServer server = TestServer.onSqlite();

  @AfterEach
  void close() {
    server.close();
  }

  private void start(Dialect dialect) {
    server = TestServer.on(dialect).start();
  }

  private Answer search(String text) {
    return server.get(PATH + "?Search=" + TestClient.quote(text)).is(200);
  }

  private List<String> found(String text) {
    return search(text).column("friendly_name");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aPartOfANameFindsAConversationWhateverTheCaseOfItsLetters(Dialect dialect) {
    start(dialect);
    server.chat().conversation("FriendlyName", "Lunch on Friday", "UniqueName", "friday-lunch");
    server.chat().conversation("FriendlyName", "Été 100% _x_!");
    assertThat(found("LUNCH")).containsExactly("Lunch on Friday");
    assertThat(found("day-l")).containsExactly("Lunch on Friday");
    for (var text : List.of("Été", "0% _", "_!", "%")) {
      assertThat(found(text)).as(text).containsExactly("Été 100% _x_!");
    }
    assertThat(found("'; --")).isEmpty();
    assertThat(found("")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whoTakesPartFindsItAndWhatIsInItIsCounted(Dialect dialect) {
    start(dialect);
    var lunch = server.chat().conversation("FriendlyName", "Lunch");
    server.chat().conversation("FriendlyName", "Dinner");
    server.chat().join(lunch, "ada@example.org");
    server.chat().say(lunch, "ada@example.org", "Who is in?");
    server
        .post(
            "/v1/Conversations/" + lunch + "/Participants",
            "MessagingBinding.Address",
            "+14155550142",
            "MessagingBinding.ProxyAddress",
            "+14155550100")
        .is(201);
    assertThat(found("Ada@Example")).containsExactly("Lunch");
    assertThat(found("5550142")).containsExactly("Lunch");
    var row = search("5550142").rows().getFirst();
    assertThat(row.get("messages").asInt()).isEqualTo(1);
    assertThat(row.get("participants").asInt()).isEqualTo(2);
    assertThat(row.get("sid").asString()).isEqualTo(lunch);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void stateAndServiceNarrowItAndPagesLeadOn(Dialect dialect) {
    start(dialect);
    var all = new ArrayList<String>();
    for (var i = 0; i < 5; i++) {
      all.addFirst(server.chat().conversation("FriendlyName", "Lunch " + i));
    }
    server.post("/v1/Conversations/" + all.get(2), "State", "closed").is(200);
    var walked = new ArrayList<String>();
    var next = PATH + "?Search=lunch&PageSize=2";
    while (next != null) {
      var page = server.get(next).is(200);
      walked.addAll(page.column("sid"));
      next = page.next();
    }
    assertThat(walked).isEqualTo(all);
    assertThat(server.get(PATH + "?State=closed").column("sid")).containsExactly(all.get(2));

    var service = server.post("/v1/Services", "FriendlyName", "Other").is(201).sid();
    assertThat(server.get(PATH + "?ServiceSid=" + service).is(200).rows()).isEmpty();
    server.get(PATH + "?ServiceSid=IS" + "0".repeat(32)).isProblem(404, 50050);
    server.get(PATH + "?State=asleep").isProblem(400, 20422);
    server.get(PATH + "?Search=" + "x".repeat(257)).isProblem(400, 20422);
  }
}
