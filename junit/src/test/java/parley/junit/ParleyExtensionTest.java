package parley.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.Conversation;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What tests of others see that ask for a Parley. */
class ParleyExtensionTest {
  private static final List<URI> SEEN = new ArrayList<>();

  @Test
  void testsOfARunShareOneServerWhichIsEmptyForEachAndGoneBehindTheLast() {
    SEEN.clear();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(OfAClass.class), selectClass(OfAMethod.class))
        .enableImplicitConfigurationParameters(false)
        .execute()
        .testEvents()
        .assertStatistics(events -> events.succeeded(4).failed(0));
    assertThat(SEEN).hasSize(4);
    assertThat(SEEN.stream().distinct()).hasSize(1);
    assertThat(takesConnections(SEEN.getFirst())).isFalse();
  }

  private static void make(Parley parley, TwilioRestClient client) {
    SEEN.add(parley.url());
    assertThat(Conversation.reader().read(client)).isEmpty();
    Conversation.creator().setUniqueName("general").create(client);
  }

  private static boolean takesConnections(URI server) {
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @ParleyTest
  static class OfAClass {
    private final Parley parley;

    OfAClass(Parley parley) {
      this.parley = parley;
    }

    @Test
    void makes(TwilioRestClient client) {
      make(parley, client);
    }

    @Test
    void makesTheSame(TwilioRestClient client) {
      make(parley, client);
    }

    @Test
    void makesTheSameThroughParley() {
      make(parley, parley.client());
    }
  }

  static class OfAMethod {
    @ParleyTest
    @Test
    void makes(Parley parley, TwilioRestClient client) {
      make(parley, client);
    }
  }
}
