package parley.inbox.kept;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** What is kept takes no more memory than it may, whatever is asked for. */
class KeptAnswersTest {
  private static final long BYTES_MAX = 200_000;

  private final KeptAnswers answers = new KeptAnswers(Dialect.SQLITE, BYTES_MAX);

  @RegisterExtension final TestServer server = TestServer.onSqlite().withAnswers(answers);

  @BeforeEach
  void adaHasAConversation() {
    server.chat().joined("ada");
  }

  @Test
  void aParameterThatMeansNothingMakesNoOtherAnswer() {
    for (var i = 0; i < 20; i++) {
      server
          .get(Chat.inboxPath("ada") + "?PageSize=50&OrderBy=&Unknown=" + i + "x".repeat(5_000))
          .is(200);
    }
    var sid = server.get("/v1/Users/ada").sid();
    server.get("/v1/Users/" + sid + "/Conversations").is(200);
    assertThat(answers.count()).isEqualTo(1);
  }

  @Test
  void theAnswerToALongRequestIsNotKept() {
    for (var i = 0; i < 20; i++) {
      askAs("host" + i + "x".repeat(5_000));
    }
    assertThat(answers.count()).isZero();
  }

  @Test
  void requestsAreWeighedWithTheirAnswers() {
    var length = 400;
    for (var i = 0; i < 200; i++) {
      askAs("host" + i + "x".repeat(length));
    }
    assertThat(answers.bytes()).isLessThanOrEqualTo(BYTES_MAX);
    assertThat(answers.count()).isPositive();
    var plain = server.get(Chat.inboxPath("ada")).bytes().length;
    assertThat(answers.bytes()).isGreaterThan(answers.count() * (plain + 2 * length));
  }

  private void askAs(String host) {
    server.client().with("X-Forwarded-Host", host).get(Chat.inboxPath("ada")).is(200);
  }
}
