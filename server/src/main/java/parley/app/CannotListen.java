package parley.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;

/** Says why a server cannot listen where it was told to, and which option mends it. */
final class CannotListen {
  private static final int FREE_FOR_ALL = 1024;

  private CannotListen() {}

  static Refusal because(IOException failure, String host, int port) {
    return new Refusal(
        "cannot listen on %s port %d: %s".formatted(host, port, reason(failure, host, port)));
  }

  private static String reason(IOException failure, String host, int port) {
    try {
      var address = InetAddress.getByName(host);
      if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
        return "that is no address of this machine; name another " + Setting.HOST;
      }
    } catch (UnknownHostException e) {
      return "the host is not known; name another " + Setting.HOST;
    } catch (SocketException e) {
      // Not told which addresses there are: then by what the failure itself says.
    }
    var words = Reasons.of(failure);
    if (words.toLowerCase(Locale.ROOT).contains("permission") && port < FREE_FOR_ALL) {
      return words + "; below 1024 the system asks for more rights: name another " + Setting.PORT;
    }
    return words + "; name another " + Setting.PORT + ", or 0 for a free one";
  }
}
