package parley.proxy;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts of the original that Parley answers for: the API, media, and what the clients connect
 * to, each also with an edge and a region in its name, and with a dot at its end.
 */
final class VendorHosts {
  /** Every name that Parley may show a certificate for ends so. */
  static final String DOMAIN = "twilio.com";

  private static final Pattern OURS =
      Pattern.compile(
          "(conversations|mcs|tsock|aim|cds|ers)(\\.[a-z0-9-]{1,63}){0,2}\\.twilio\\.com\\.?");

  private VendorHosts() {}

  static boolean isOurs(String host) {
    return OURS.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
