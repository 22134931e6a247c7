package parley.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells which addresses may be connected to: what the registries of IANA call globally reachable,
 * what rules allow by name, and the machine's surroundings where the rules allow those. An address
 * of IPv4 that is written as one of IPv6 is IPv4 by the time it comes here.
 */
final class AddressGuard {
  /** This machine, private networks, those of providers, link-local with the clouds' metadata. */
  private static final List<Cidr> LOCAL =
      ranges(
          "127.0.0.0/8",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "::1/128",
          "fc00::/7",
          "fe80::/10");

  /** Nowhere, protocols, documentation, 6to4 and its relays, benchmarks, Teredo, multicast. */
  private static final List<Cidr> RESERVED =
      ranges(
          "0.0.0.0/8",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20");

  /**
   * All of IPv6 that is given out for use in the whole net. Outside of it are, besides what is
   * local, the ways to write IPv4 in IPv6 ({@code ::/96}, {@code 64:ff9b::/96}), site-local and
   * multicast.
   */
  private static final Cidr GIVEN_OUT = Cidr.parse("2000::/3");

  private final OutboundRules rules;

  AddressGuard(OutboundRules rules) {
    this.rules = rules;
  }

  boolean allows(InetAddress address) {
    if (isIn(rules.allowed(), address)) {
      return true;
    }
    return isIn(LOCAL, address) ? rules.localAllowed() : isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    return !isIn(RESERVED, address)
        && (!(address instanceof Inet6Address) || GIVEN_OUT.contains(address));
  }

  private static boolean isIn(List<Cidr> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<Cidr> ranges(String... texts) {
    return Stream.of(texts).map(Cidr::parse).toList();
  }
}
