package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Chat;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestClient;
import parley.testkit.TestProcess;

/**
 * A server under mixed load for so many minutes as {@code -Dparley.soak=5} asks: what lives in its
 * memory, its descriptors and its threads stay level. It prints what it sees, once for each tenth
 * of the time.
 */
class SoakTest {
  private static final int MINUTES = Integer.getInteger("parley.soak", 0);
  private static final int LOOKS = 10;
  private static final int CALLERS = 8;

  /** Few in each conversation, so that there are many of those to be remembered. */
  private static final int MESSAGES = 4;

  /** So small that what a server remembers, which is bounded by the heap, is full in minutes. */
  private static final String HEAP = "-Xmx96m";

  private static final Path PROCESSES = Path.of("/proc");
  private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  @TempDir Path data;
  private final Receiver receiver = Receiver.start().answeringAlways(Reaction.status(200));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /** What a server holds at a moment. */
  private record Held(long liveBytes, long descriptors, long threads) {}

  @AfterEach
  void end() {
    over.set(true);
    threads.close();
    receiver.close();
  }

  @Test
  void memoryAndDescriptorsStayLevel() throws Exception {
    assumeTrue(MINUTES > 0, "left out: -Dparley.soak=MINUTES asks for it");
    assumeTrue(Files.isDirectory(PROCESSES), "left out: this machine does not tell of descriptors");
    try (var server = TestProcess.serve(data, variables())) {
      var callers = begin(server);
      var seen = new ArrayList<Held>();
      for (var look = 1; look <= LOOKS; look++) {
        Thread.sleep(Duration.ofMinutes(MINUTES).dividedBy(LOOKS));
        seen.add(look(server));
        System.out.printf(
            "soak %d/%d: %s after %d calls, %d refused%n",
            look, LOOKS, seen.getLast(), calls.get(), refused.get());
      }
      over.set(true);
      for (var caller : callers) {
        caller.get(); // or what it has died of
      }
      assertThat(calls.get()).isPositive();
      assertLevel(seen);
    }
  }

  private static Map<String, String> variables() {
    var variables = new HashMap<>(TestProcess.ACCOUNT);
    variables.put("JAVA_TOOL_OPTIONS", HEAP);
    return variables;
  }

  /** After a third of the time all memories are full and all pools have their size. */
  private static void assertLevel(List<Held> seen) {
    var early = seen.get(LOOKS / 3);
    var late = seen.getLast();
    assertThat(late.descriptors()).isLessThanOrEqualTo(early.descriptors() + 2 * CALLERS);
    assertThat(late.threads()).isLessThanOrEqualTo(early.threads() + 2 * CALLERS);
    assertThat(late.liveBytes()).isLessThanOrEqualTo(early.liveBytes() * 5 / 4 + (16 << 20));
  }

  private List<Future<?>> begin(TestProcess server) {
    var account = server.client();
    account
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            receiver.url("/hook"),
            "Filters",
            "onMessageAdded",
            "Method",
            "POST")
        .is(200);
    var callers = new ArrayList<Future<?>>();
    for (var n = 0; n < CALLERS; n++) {
      var identity = "soak " + n;
      var token = account.post("/parley/v1/Tokens", "Identity", identity, "Ttl", "86400").is(201);
      var user = server.anonymous().with("X-Twilio-Token", token.text("token"));
      callers.add(threads.submit(() -> call(account, user, identity)));
    }
    return callers;
  }

  private void call(TestClient account, TestClient user, String identity) {
    var chat = new Chat(account);
    while (!over.get()) {
      var talk = chat.joined(identity);
      for (var i = 0; i < MESSAGES; i++) {
        user.post(Chat.messages(talk), "Body", "hello " + i).is(201);
        user.get(Chat.inboxPath(identity) + "?OrderBy=LastActivity&Include=LastMessage").is(200);
        calls.addAndGet(2);
      }
      if (user.get("/v1/Services").status() == 403) {
        refused.incrementAndGet();
      }
      calls.incrementAndGet();
      if (ThreadLocalRandom.current().nextInt(10) > 0) { // so that little is left
        account.delete("/v1/Conversations/" + talk).is(204);
      }
    }
  }

  private static Held look(TestProcess server) throws IOException, InterruptedException {
    var process = PROCESSES.resolve(Long.toString(server.pid()));
    return new Held(
        liveBytes(server.pid()), count(process.resolve("fd")), count(process.resolve("task")));
  }

  private static long count(Path directory) {
    try (var entries = Files.list(directory)) {
      return entries.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left when all garbage is gone. */
  private static long liveBytes(long pid) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var total = LIVE.matcher(told);
    assertThat(total.find()).as(told).isTrue();
    return Long.parseLong(total.group(1));
  }
}
