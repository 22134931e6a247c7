package parley.snippets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What pages name and is another thing where they are tried: ports, for theirs may be taken, and
 * addresses of what a reader has elsewhere.
 */
final class Substitutes {
  private static final List<String> SHOWN = List.of("8080", "8081", "8443", "8888", "9090", "3000");
  private static final Pattern PORT =
      Pattern.compile("(?<![\\w.-])(" + String.join("|", SHOWN) + ")\\b");

  private final Map<String, Integer> ports = freePorts();
  private final Map<String, String> addresses = new HashMap<>();

  private static Map<String, Integer> freePorts() {
    var taken = new HashMap<String, ServerSocket>();
    try {
      for (var port : SHOWN) {
        taken.put(port, new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      var ports = new HashMap<String, Integer>();
      for (var one : taken.entrySet()) {
        ports.put(one.getKey(), one.getValue().getLocalPort());
        one.getValue().close();
      }
      return ports;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The port that is here in place of one that pages name. */
  int port(String shown) {
    return Objects.requireNonNull(ports.get(shown));
  }

  /** From now on an address that pages name is another one here. */
  void address(String shown, String here) {
    addresses.put(shown, here);
  }

  /** A text with the ports and addresses that are here. */
  String here(String text) {
    var result = PORT.matcher(text).replaceAll(port -> "" + port(port.group(1)));
    for (var address : addresses.entrySet()) {
      result = result.replace(address.getKey(), address.getValue());
    }
    return result;
  }
}
