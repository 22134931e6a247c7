package parley.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.testkit.Reaction;
import parley.testkit.Receiver;

/**
 * Nothing is connected to that must not be. Here 127.0.0.1 stands for an address that is allowed,
 * and 127.0.0.2 for one that is not.
 */
class OutboundGuardTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final InetAddress GOOD = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress BAD = InetAddress.ofLiteral("127.0.0.2");
  private static final OutboundRules ONE_GOOD =
      new OutboundRules(false, Cidr.parseAll("127.0.0.1"), List.of());

  @AutoClose private final Receiver far = Receiver.start();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "127.1",
        "2130706433",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "0x7f.1",
        "0x7f000001",
        "017700000001",
        "0177.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
        "[64:ff9b::7f00:1]",
        "10.0.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[2002:7f00:1::]"
      })
  void noWritingOfAForbiddenAddressIsConnectedTo(String host) {
    try (var outbound = new Outbound(OutboundRules.PUBLIC)) {
      var kind = failure(outbound, "http://" + host + ":" + far.port() + "/").kind();
      assertThat(kind).isIn(CannotReach.Kind.FORBIDDEN, CannotReach.Kind.UNREACHABLE);
    }
    assertThat(far.connections()).isZero();
  }

  @Test
  void aNameThatLeadsToAForbiddenAddressIsRefusedWithAWordOnIt() {
    try (var outbound = new Outbound(ONE_GOOD, host -> List.of(BAD))) {
      var failure = failure(outbound, "http://u:p@hooks.example:" + far.port() + "/path?query");
      assertThat(failure.kind()).isEqualTo(CannotReach.Kind.FORBIDDEN);
      assertThat(failure)
          .hasMessage(
              "http://hooks.example:%d leads to 127.0.0.2, which --webhook-allow does not name",
              far.port());
    }
  }

  @Test
  void theAddressThatWasCheckedIsTheOneThatIsConnectedTo() throws IOException {
    var lookups = new ArrayList<InetAddress>();
    NameLookup rebinding =
        host -> {
          lookups.add(lookups.isEmpty() ? GOOD : BAD);
          return List.of(lookups.getLast());
        };
    try (var inner = innerAt(far.port());
        var outbound = new Outbound(ONE_GOOD, rebinding)) {
      var url = "http://hooks.example:" + far.port() + "/";
      assertThat(call(outbound, url).status()).isEqualTo(200);
      assertThat(lookups).containsExactly(GOOD);
      far.answeringAlways(Reaction.hangUp());
      assertThat(failure(outbound, url).kind()).isEqualTo(CannotReach.Kind.FORBIDDEN);
      assertThat(lookups).containsExactly(GOOD, BAD);
      assertThat(inner.connections()).isZero();
    }
  }

  @Test
  void ofSeveralAddressesTheForbiddenOnesAreLeftOut() throws IOException {
    try (var inner = innerAt(far.port());
        var outbound = new Outbound(ONE_GOOD, host -> List.of(BAD, GOOD, BAD))) {
      var url = "http://hooks.example:" + far.port() + "/";
      assertThat(call(outbound, url).status()).isEqualTo(200);
      far.close();
      assertThat(failure(outbound, url).kind()).isEqualTo(CannotReach.Kind.UNREACHABLE);
      assertThat(inner.connections()).isZero();
    }
  }

  @Test
  void aRedirectIsToldAndNotFollowed() throws IOException {
    try (var inner = innerAt(0);
        var outbound = new Outbound(OutboundRules.LOCAL)) {
      var there = Map.of("Location", "http://127.0.0.2:" + inner.port() + "/");
      for (var status : List.of(301, 302, 303, 307, 308)) {
        far.answeringAlways(Reaction.status(status, there, ""));
        assertThat(call(outbound, far.url("/")).status()).isEqualTo(status);
      }
      assertThat(inner.connections()).isZero();
    }
  }

  @Test
  void aSlowNameEndsAtTheLimitAndHoldsUpNoOther() {
    var held = new CountDownLatch(1);
    NameLookup slow =
        host -> {
          if (host.equals("slow.example")) {
            awaitQuietly(held);
          }
          return List.of(GOOD);
        };
    try (var outbound = new Outbound(ONE_GOOD, slow)) {
      var request = OutboundRequest.get("http://slow.example:" + far.port() + "/", Map.of());
      assertThatExceptionOfType(CannotReach.class)
          .isThrownBy(() -> outbound.call(request, Duration.ofMillis(200)))
          .matches(e -> e.kind() == CannotReach.Kind.TIMED_OUT);
      assertThat(call(outbound, "http://fast.example:" + far.port() + "/").status()).isEqualTo(200);
    } finally {
      held.countDown();
    }
  }

  private static Receiver innerAt(int port) throws IOException {
    return Receiver.startBehind("http", new ServerSocket(port, 50, BAD));
  }

  private static OutboundAnswer call(Outbound outbound, String url) {
    return outbound.call(OutboundRequest.get(url, Map.of()), LIMIT);
  }

  private static CannotReach failure(Outbound outbound, String url) {
    return assertThatExceptionOfType(CannotReach.class)
        .isThrownBy(() -> call(outbound, url))
        .actual();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
