package parley.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The address of a Parley elsewhere, as somebody types it. */
class RemoteServerTest {
  private static RemoteServer at(String url) {
    return new RemoteServer(RemoteServer.parse(url), List.of());
  }

  @Test
  void itIsHttpOrHttpsAndMayHaveAPathAndNothingElse() {
    for (var good :
        List.of("http://chat.example", "https://chat.example:1/a/b", "http://[::1]:8")) {
      assertThat(RemoteServer.parse(" " + good + "/ ")).hasToString(good);
    }
    for (var bad :
        List.of("chat.example", "ftp://a", "http://", "http://a?b", "http://a#b", "http://u:p@a")) {
      assertThatIllegalArgumentException()
          .as(bad)
          .isThrownBy(() -> RemoteServer.parse(bad))
          .withMessageContaining("must be like");
    }
    for (var none :
        List.of("http://a_b", "http://a:b", "http://a|b", "http://a:0", "http://a:65536")) {
      assertThatIllegalArgumentException().as(none).isThrownBy(() -> RemoteServer.parse(none));
    }
  }

  @Test
  void itIsNoneOfTheOriginals() {
    for (var one : List.of("https://conversations.twilio.com", "http://API.Twilio.COM./v1")) {
      assertThatIllegalArgumentException()
          .as(one)
          .isThrownBy(() -> RemoteServer.parse(one))
          .withMessageContaining("is the original's");
    }
    assertThat(RemoteServer.parse("https://nottwilio.com")).hasHost("nottwilio.com");
    assertThat(RemoteServer.parse("https://twilio.com.example")).hasHost("twilio.com.example");
  }

  @Test
  void itIsKnownToBeThisMachinesOwnPortByAnyName() {
    for (var here :
        List.of("http://127.0.0.1:8888", "http://localhost:8888/x", "http://0.0.0.0:8888")) {
      assertThat(at(here).isHere(8888)).as(here).isTrue();
      assertThat(at(here).isHere(8889)).as(here).isFalse();
    }
    assertThat(at("https://localhost").isHere(443)).isTrue();
    assertThat(at("http://192.0.2.1:8888").isHere(8888)).isFalse();
  }
}
