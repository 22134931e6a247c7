package parley.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import parley.http.Port;
import parley.proxy.Backend;
import parley.proxy.ForwardProxy;

/** The proxy beside the API, for programs that are not told of Parley. */
final class ProxyDoor implements AutoCloseable {
  private final ProxyPlace place;
  private final Port taken;
  private @Nullable ForwardProxy proxy;

  private ProxyDoor(ProxyPlace place, Port taken) {
    this.place = place;
    this.taken = taken;
  }

  /**
   * Takes the port, before anything is written.
   *
   * @return null where none is asked for
   */
  static @Nullable ProxyDoor takeIfAsked(@Nullable ProxyPlace place) {
    return place == null ? null : take(place);
  }

  /** As above, in any case. */
  static ProxyDoor take(ProxyPlace place) {
    var rules = place.rules();
    return new ProxyDoor(
        place, Ports.take(rules.host(), rules.port(), Setting.PROXY_HOST, Setting.PROXY_PORT));
  }

  /** Begins to answer. What it answers for the original's hosts, links within them. */
  void open(Wiring wiring, Settings settings) {
    open(
        settings.place().data(),
        (tls, callers) ->
            Backend.of(wiring.server("127.0.0.1", 0, null, settings.http()).secure(tls)));
  }

  /** Begins to answer, with what stands behind it. */
  void open(Path data, Backend.Maker backend) {
    try {
      proxy = new ForwardProxy(place.rules(), place.files(data), backend);
      proxy.start(taken);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that it has taken. */
  int port() {
    return taken.number();
  }

  /** What clients are to name as their proxy, once it is open. */
  URI address() {
    return opened().address();
  }

  private ForwardProxy opened() {
    if (proxy == null) {
      throw new IllegalStateException("not open");
    }
    return proxy;
  }

  /** In words, the variables by which programs are led to it. */
  String variables() {
    return ShowVariables.text(opened().variables());
  }

  /** How programs are led to it. */
  String told() {
    return "  %-11s %s, for programs that are led here by their environment:%n"
            .formatted("proxy", address())
        + variables();
  }

  @Override
  public void close() {
    if (proxy != null) {
      proxy.close();
    }
    taken.close(); // also where it never began
  }
}
