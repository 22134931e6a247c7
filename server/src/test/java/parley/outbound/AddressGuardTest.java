package parley.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may be connected to, by each of the rules. */
class AddressGuardTest {
  private static final AddressGuard PUBLIC = new AddressGuard(OutboundRules.PUBLIC);
  private static final AddressGuard LOCAL = new AddressGuard(OutboundRules.LOCAL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "169.253.0.1",
        "192.167.0.1",
        "198.17.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::5",
        "2001:4860:4860::8888",
        "::ffff:8.8.8.8"
      })
  void whatIsPublicIsAllowed(String address) {
    assertThat(allows(PUBLIC, address)).isTrue();
    assertThat(allows(LOCAL, address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.255.0.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "100.64.0.1", "100.100.100.200", "169.254.169.254", "::1", "fc00::1", "fd00:ec2::254",
        "fe80::1", "febf::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe"
      })
  void whatIsNearIsAllowedOnlyWhereNobodyElseReachesTheServer(String address) {
    assertThat(allows(PUBLIC, address)).isFalse();
    assertThat(allows(LOCAL, address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::127.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "fec0::1",
        "ff02::1",
        "5f00::1"
      })
  void whatIsForNobodyIsRefusedByBoth(String address) {
    assertThat(allows(PUBLIC, address)).isFalse();
    assertThat(allows(LOCAL, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::8.8.8.8", "8.8.8.8"})
  void whatIsNamedIsAllowedBesides(String address) {
    var named = Cidr.parseAll("10.1.0.0/16,64:ff9b::/96");
    var guard = new AddressGuard(new OutboundRules(false, named, List.of()));
    assertThat(allows(guard, address)).isTrue();
    assertThat(allows(guard, "10.2.0.1")).isFalse();
    assertThat(allows(guard, "127.0.0.1")).isFalse();
  }

  private static boolean allows(AddressGuard guard, String address) {
    return guard.allows(InetAddress.ofLiteral(address));
  }
}
