package parley.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.role.RolePermissions;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/** What may be done is what may be done when it is done. */
class PermissionRacesTest {
  /** While a webhook is asked about a message its author is removed: the message is not added. */
  @ParameterizedTest
  @EnumSource
  void whoIsRemovedMeanwhileSaysNothingMore(Dialect dialect) throws Exception {
    var asked = new CountDownLatch(1);
    var removed = new CountDownLatch(1);
    try (var server = TestServer.on(dialect).start();
        var receiver =
            Receiver.start()
                .answering(
                    call -> {
                      asked.countDown();
                      await(removed);
                      return Reaction.status(200);
                    });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var talk = server.chat().joined("ada");
      server
          .post(
              "/v1/Configuration/Webhooks",
              "PreWebhookUrl",
              receiver.url("/asked"),
              "Filters",
              "onMessageAdd",
              "Method",
              "POST")
          .is(200);
      var ada = server.as("ada");
      Callable<Answer> say = () -> ada.post(Chat.messages(talk), "Body", "too late");

      var said = threads.submit(say);
      await(asked);
      server.chat().leave(talk, "ada");
      removed.countDown();

      said.get().isProblem(403, 50107);
      assertThat(server.get(Chat.messages(talk)).rows()).isEmpty();
    }
  }

  /** While webhooks are asked, who asked is deleted: nothing of what he wanted is done. */
  @ParameterizedTest
  @EnumSource
  void whoIsDeletedMeanwhileDoesNothingMore(Dialect dialect) throws Exception {
    for (Function<TestClient, Answer> deed :
        List.<Function<TestClient, Answer>>of(
            eve -> eve.post("/v1/Conversations", "FriendlyName", "late"),
            eve -> eve.post("/v1/Users/bob", "FriendlyName", "late"),
            eve -> eve.post("/v1/Conversations/talk", "FriendlyName", "late"),
            eve -> eve.delete("/v1/Conversations/talk"))) {
      var asked = new CountDownLatch(1);
      var deleted = new CountDownLatch(1);
      try (var server = TestServer.on(dialect).start();
          var receiver = Receiver.start();
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        receiver.answering(
            call -> {
              asked.countDown();
              await(deleted);
              return Reaction.status(200);
            });
        var talk = server.chat().conversation("UniqueName", "talk");
        server.chat().user("bob");
        var eve = server.as("eve");
        eve.get("/v1/Users/eve").is(200);
        mayAll(server, "eve");
        server.chat().join(talk, "eve");
        server
            .post(
                "/v1/Configuration/Webhooks",
                "PreWebhookUrl",
                receiver.url("/asked"),
                "Filters",
                "onConversationAdd",
                "Filters",
                "onConversationUpdate",
                "Filters",
                "onConversationRemove",
                "Filters",
                "onUserUpdate",
                "Method",
                "POST")
            .is(200);

        var done = threads.submit(() -> deed.apply(eve));
        await(asked);
        server.delete("/v1/Users/eve").is(204);
        deleted.countDown();

        done.get().isProblem(403, 50107);
        assertThat(server.get("/v1/Conversations").column("unique_name")).containsExactly("talk");
        assertThat(server.get("/v1/Conversations").column("friendly_name")).doesNotContain("late");
      }
    }
  }

  private static void mayAll(TestServer server, String identity) {
    var form = new ArrayList<>(List.of("FriendlyName", "all", "Type", "service"));
    RolePermissions.of("service").forEach(one -> form.addAll(List.of("Permission", one.wire())));
    var role = server.post("/v1/Roles", form.toArray(String[]::new)).is(201).sid();
    server.post("/v1/Users/" + identity, "RoleSid", role).is(200);
  }

  /** Whoever comes for the first time with many requests at once is one user. */
  @ParameterizedTest
  @EnumSource
  void aNewcomerIsOneUser(Dialect dialect) throws InterruptedException, ExecutionException {
    try (var server = TestServer.on(dialect).start();
        var beside = dialect == Dialect.POSTGRESQL ? server.beside() : null;
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = server.as("ada");
      var second = beside == null ? first : first.at(beside.address());
      List<Future<Answer>> answers = new ArrayList<>();
      for (var i = 0; i < 16; i++) {
        var client = i % 2 == 0 ? first : second;
        answers.add(threads.submit(() -> client.get("/v1/Users/ada/Conversations")));
      }
      for (var answer : answers) {
        answer.get().is(200);
      }
      assertThat(server.get("/v1/Users").column("identity")).containsExactly("ada");
    }
  }

  @Test
  void aRevokedKeyEndsItsTokensAtOnceOnEveryServer() {
    try (var server = TestServer.onPostgres().start();
        var beside = server.beside()) {
      var key = server.apiKeys().add(TestServer.ACCOUNT, "short");
      var token =
          server.token(
              "ada", server.get("/v1/Configuration").text("default_chat_service_sid"), key);
      var there = beside.anonymous().with("X-Twilio-Token", token);
      there.get("/v1/Users/ada").is(200);
      server.apiKeys().remove(TestServer.ACCOUNT, key.sid());
      there.get("/v1/Users/ada").isProblem(401, 20103);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
