package parley.proxy;

import java.net.URI;
import java.util.Set;
import parley.value.Word;

/**
 * Where the proxy listens, and what becomes of what is not for Parley.
 *
 * @param port 0 for a free one
 */
public record ProxyRules(String host, int port, Others others) {
  private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  /** What becomes of a connection to a host that Parley does not answer for. */
  public enum Others implements Word {
    /** It is told so, and nothing leaves the machine. */
    REFUSE,
    /** It goes where it wants, untouched. */
    PASS
  }

  /**
   * What clients are to name as their proxy: where it listens, and this machine where that is
   * everywhere.
   *
   * @param taken the port that it has
   */
  public URI address(int taken) {
    var name = host.replaceAll("[\\[\\]]", "");
    var named = EVERYWHERE.contains(name) ? "127.0.0.1" : name;
    return URI.create(
        (named.contains(":") ? "http://[%s]:%d" : "http://%s:%d").formatted(named, taken));
  }
}
