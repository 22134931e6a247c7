package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.TestServer.ACCOUNT;
import static parley.testkit.TestServer.TOKEN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** Who may call (docs/behaviour.md 1.2). */
class AuthenticationTest {
  private static final String ANY = "/v1/Conversations";

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void theAccountAndItsTokenAreLetIn() {
    server.anonymous().as(ACCOUNT, TOKEN).get(ANY).is(200);
  }

  @Test
  void anApiKeyAndItsSecretAreLetInUntilTheKeyIsDeleted() {
    var key = server.apiKeys().add(ACCOUNT, "for a test");
    var client = server.anonymous().as(key.sid(), key.secret());
    assertThat(client.post(ANY).is(201).text("account_sid")).isEqualTo(ACCOUNT);
    assertRefused(server.anonymous().as(key.sid(), TOKEN).get(ANY));
    assertRefused(server.anonymous().as(key.sid().substring(2), key.secret()).get(ANY));
    server.apiKeys().remove(ACCOUNT, key.sid());
    assertRefused(client.get(ANY));
  }

  @Test
  void everybodyElseIsRefusedInTheSameWords() {
    var anonymous = server.anonymous();
    var bodies =
        List.of(
                anonymous.get(ANY),
                anonymous.as(ACCOUNT, "wrong").get(ANY),
                anonymous.as(ACCOUNT, "").get(ANY),
                anonymous.as("AC" + "0".repeat(32), TOKEN).get(ANY),
                anonymous.as("SK" + "0".repeat(32), TOKEN).get(ANY),
                anonymous.as("", "").get(ANY),
                anonymous.with("Authorization", "Basic").get(ANY),
                anonymous.with("Authorization", "Basic !!!").get(ANY),
                anonymous.with("Authorization", "").get(ANY))
            .stream()
            .map(AuthenticationTest::assertRefused)
            .distinct();
    assertThat(bodies).hasSize(1);
  }

  @Test
  void whoIsNotLetInLearnsNothingOfWhatIsThere() {
    var there = server.chat().conversation();
    var anonymous = server.anonymous();
    assertThat(assertRefused(anonymous.get(ANY + "/" + there)))
        .isEqualTo(assertRefused(anonymous.get(ANY + "/CH" + "0".repeat(32))))
        .isEqualTo(assertRefused(anonymous.get("/nowhere")))
        .isEqualTo(assertRefused(anonymous.send("PUT", ANY, new byte[0])));
  }

  private static String assertRefused(Answer answer) {
    answer.isProblem(401, 20003);
    assertThat(answer.requiredHeader("WWW-Authenticate")).startsWith("Basic realm=");
    assertThat(answer.text("message")).isEqualTo("Authenticate");
    return answer.body();
  }
}
