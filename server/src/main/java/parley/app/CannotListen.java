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
    return because(failure, host, port, Setting.HOST, Setting.PORT);
  }

  /**
   * As above, of a port other than that of the API.
   *
   * @param hostSetting names the address
   * @param portSetting names the port
   */
  static Refusal because(
      IOException failure, String host, int port, Setting hostSetting, Setting portSetting) {
    return new Refusal(
        "cannot listen on %s port %d: %s"
            .formatted(host, port, reason(failure, host, port, hostSetting, portSetting)));
  }

  private static String reason(
      IOException failure, String host, int port, Setting hostSetting, Setting portSetting) {
    try {
      var address = InetAddress.getByName(host);
      if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
        return "that is no address of this machine; name another " + hostSetting;
      }
    } catch (UnknownHostException e) {
      return "the host is not known; name another " + hostSetting;
    } catch (SocketException e) {
      // Not told which addresses there are: then by what the failure itself says.
    }
    var words = Reasons.of(failure);
    if (words.toLowerCase(Locale.ROOT).contains("permission") && port < FREE_FOR_ALL) {
      return words + "; below 1024 the system asks for more rights: name another " + portSetting;
    }
    return words + "; name another " + portSetting + ", or 0 for a free one";
  }
}
