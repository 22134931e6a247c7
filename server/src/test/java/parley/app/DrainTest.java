package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestProcess;

/** A server that is told to end (SIGTERM) while it is used. */
@Timeout(300)
class DrainTest {
  private static final int WRITERS = 8;

  @TempDir Path data;

  @Test
  void underLoadEveryRequestThatWasBegunIsAnsweredAndEveryAnswerIsTrue()
      throws InterruptedException {
    var acknowledged = ConcurrentHashMap.<String>newKeySet();
    String room;
    try (var server = TestProcess.serve(data)) {
      room = new Chat(server.client()).conversation();
      var enough = new CountDownLatch(500);
      var writers =
          IntStream.range(0, WRITERS)
              .mapToObj(n -> writer(server, room, acknowledged, enough))
              .toList();
      enough.await();
      server.terminate();
      for (var writer : writers) {
        writer.join();
      }
      assertThat(server.awaitExit()).isZero();
    }
    try (var again = TestProcess.serve(data)) {
      // Neither lost, nor done and not answered.
      assertThat(new HashSet<>(there(again, room))).isEqualTo(acknowledged);
    }
  }

  private static Thread writer(
      TestProcess server, String room, Set<String> acknowledged, CountDownLatch enough) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                while (true) {
                  acknowledged.add(new Chat(server.client()).say(room, "bob", "hello").sid());
                  enough.countDown();
                }
              } catch (UncheckedIOException e) {
                // no new connection is taken, or this one was ended before a request began
              }
            });
  }

  private static List<String> there(TestProcess server, String room) {
    var there = new ArrayList<String>();
    var page = server.client().get(Chat.messages(room) + "?PageSize=1000").is(200);
    there.addAll(page.column("sid"));
    for (var next = page.next(); next != null; next = page.next()) {
      page = server.client().get(next).is(200);
      there.addAll(page.column("sid"));
    }
    return there;
  }

  @Test
  void aDeliveryUnderWayIsWaitedForAndNoneIsBegunAnew() {
    var told = new CountDownLatch(1);
    try (var receiver =
        Receiver.start()
            .answering(
                request -> {
                  await(told);
                  return Reaction.status(200);
                })) {
      try (var server = TestProcess.serve(data)) {
        sayToldTo(receiver, server);
        receiver.await(1);
        server.terminate();
        Awaitility.await().until(() -> !server.takesConnections());
        told.countDown();
        assertThat(server.awaitExit()).isZero();
      }
      try (var again = TestProcess.serve(data)) {
        assertThat(again.client().get("/parley/v1/Deliveries").is(200).column("status"))
            .containsExactly("delivered");
      }
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void aDeliveryThatIsNotAnsweredInTimeIsLeftForTheNextStart() {
    var ended = new CountDownLatch(1);
    try (var receiver =
        Receiver.start()
            .answering(
                request -> {
                  await(ended);
                  return Reaction.status(200);
                })) {
      try (var server = TestProcess.serve(data, TestProcess.ACCOUNT, "--drain-timeout", "0")) {
        sayToldTo(receiver, server);
        receiver.await(1);
        server.terminate();
        assertThat(server.awaitExit()).isZero();
      }
      ended.countDown();
      try (var again = TestProcess.serve(data)) {
        assertThat(receiver.await(2).form()).containsEntry("Body", "told");
        again.client().get("/parley/v1/Deliveries").is(200);
      }
    }
  }

  private static void sayToldTo(Receiver receiver, TestProcess server) {
    var client = server.client().with("X-Twilio-Webhook-Enabled", "true");
    client
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            receiver.url("/hook"),
            "Filters",
            "onMessageAdded")
        .is(200);
    var chat = new Chat(client);
    chat.say(chat.conversation(), "ada", "told");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
