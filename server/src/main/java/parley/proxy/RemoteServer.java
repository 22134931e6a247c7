package parley.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A Parley that runs elsewhere.
 *
 * @param url where, without a slash at its end; a path stands before all paths of the API
 * @param authorities by whom it is trusted, besides those whom the system trusts
 */
public record RemoteServer(URI url, List<X509Certificate> authorities) {
  private static final int PORT_MAX = 65_535;
  private static final Pattern URL = Pattern.compile("https?://[^/?#@\\s]+(/[^?#\\s]*)?");

  /**
   * Reads its address.
   *
   * @throws IllegalArgumentException when it is none, or the original's
   */
  public static URI parse(String text) {
    var url = text.strip().replaceFirst("/+$", "");
    if (!URL.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "must be like https://chat.example.com or http://host/path");
    }
    var read = URI.create(url);
    if (read.getHost() == null) {
      throw new IllegalArgumentException("names no host");
    }
    if (read.getPort() == 0 || read.getPort() > PORT_MAX) {
      throw new IllegalArgumentException("names a port that is not from 1 to " + PORT_MAX);
    }
    var host = read.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    if (("." + host).endsWith("." + VendorHosts.DOMAIN)) {
      throw new IllegalArgumentException(
          "must be a Parley's: %s is the original's, for which the proxy answers"
              .formatted(read.getHost()));
    }
    return read;
  }

  /**
   * Where one of its resources is, by path and query as they came.
   *
   * @throws IllegalArgumentException when there can be no such URL
   */
  URI at(String pathAndQuery) {
    if (!pathAndQuery.startsWith("/")) {
      throw new IllegalArgumentException("no path: it would change the host, or the end of a path");
    }
    return URI.create(url + pathAndQuery);
  }

  int port() {
    return url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
  }

  /** Whether it is at this port of this machine, by whatever name. */
  public boolean isHere(int port) {
    if (port != port()) {
      return false;
    }
    try {
      for (var address : InetAddress.getAllByName(url.getHost())) {
        if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // not known now: it will not be reached either
    }
  }
}
