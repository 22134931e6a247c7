package parley.participant;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the type of an address by its prefix (docs/behaviour.md 2.6). */
public final class Address {
  public static final int LENGTH_MAX = 256;
  static final String EMAIL = "email";

  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{1,14}");
  private static final Pattern SHORT_CODE = Pattern.compile("\\d{3,8}");
  private static final Pattern MAILBOX = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Map<String, String> TYPES_BY_PREFIX =
      Map.of(
          "whatsapp:", "whatsapp",
          "rcs:", "rcs",
          "messenger:", "messenger",
          "gbm:", "gbm",
          "apple:", "apple",
          "chat:", "chat",
          "email:", EMAIL);

  private Address() {}

  /**
   * Whether this could be a telephone or an account of a messenger. A mailbox is none: whoever
   * signs in by it is who it belongs to.
   */
  public static boolean isOfDevice(String identity) {
    var type = type(identity);
    return type != null && !type.equals(EMAIL);
  }

  /** The type of an address, or null when it is none. */
  public static @Nullable String type(String address) {
    if (PHONE.matcher(address).matches() || SHORT_CODE.matcher(address).matches()) {
      return "sms";
    }
    for (var prefix : TYPES_BY_PREFIX.entrySet()) {
      if (address.startsWith(prefix.getKey())) {
        var rest = address.substring(prefix.getKey().length());
        var phoneWanted = prefix.getValue().equals("whatsapp");
        var good = phoneWanted ? PHONE.matcher(rest).matches() : !rest.isBlank();
        return good ? prefix.getValue() : null;
      }
    }
    return MAILBOX.matcher(address).matches() ? EMAIL : null;
  }
}
