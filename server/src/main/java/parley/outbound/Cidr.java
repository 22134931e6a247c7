package parley.outbound;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A range of addresses, IPv4 or IPv6.
 *
 * @param first the lowest of them
 * @param bits how many leading bits all of them share
 */
public record Cidr(InetAddress first, int bits) {
  /** Four numbers, or one of IPv6 without a zone: Java reads more, {@code 10} as 0.0.0.10. */
  private static final Pattern PLAIN =
      Pattern.compile("[0-9]+([.][0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address by itself.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static Cidr parse(String text) {
    var range = text.strip();
    var slash = range.indexOf('/');
    var address = address(slash < 0 ? range : range.substring(0, slash), range);
    var all = address.getAddress().length * Byte.SIZE;
    var bits = slash < 0 ? all : bits(range.substring(slash + 1), all, range);
    var cidr = new Cidr(address, bits);
    if (number(address).getLowestSetBit() >= 0 && number(address).getLowestSetBit() < all - bits) {
      throw new IllegalArgumentException(
          range + " has bits behind its first " + bits + ", which must be zero");
    }
    return cidr;
  }

  /** Reads several, parted by commas. */
  public static List<Cidr> parseAll(String text) {
    return Arrays.stream(text.split(",", -1)).map(Cidr::parse).toList();
  }

  /** Whether the address is one of them; one of the other family never is. */
  public boolean contains(InetAddress address) {
    var size = first.getAddress().length;
    if (address.getAddress().length != size) {
      return false;
    }
    var rest = size * Byte.SIZE - bits;
    return number(address).shiftRight(rest).equals(number(first).shiftRight(rest));
  }

  private static InetAddress address(String text, String range) {
    try {
      if (!PLAIN.matcher(text).matches()) {
        throw new IllegalArgumentException(text);
      }
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be addresses or ranges like 10.0.0.0/8 or fd00::/8, parted by commas, not " + range,
          e);
    }
  }

  private static int bits(String text, int all, String range) {
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > all) {
      throw new IllegalArgumentException(range + " must end with /0 to /" + all);
    }
    return Integer.parseInt(text);
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
