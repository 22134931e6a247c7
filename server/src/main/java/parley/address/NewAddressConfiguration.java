package parley.address;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.participant.Address;
import parley.problem.Code;
import parley.value.Sids;

/** A wish for an address. */
public record NewAddressConfiguration(
    AddressType type,
    String address,
    @Nullable String friendlyName,
    @Nullable String country,
    AutoCreation autoCreation) {
  static final int FRIENDLY_NAME_LENGTH_MAX = 256;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  public static NewAddressConfiguration from(Form form) {
    var type =
        form.field("Type")
            .requiredChoice(AddressType.class, Code.BAD_PARAMETER, Code.BAD_PARAMETER);
    return new NewAddressConfiguration(
        type,
        address(form.field("Address"), type),
        friendlyName(form).textOrNull(),
        country(form.field("AddressCountry")),
        EditedAutoCreation.from(form).over(AutoCreation.OFF));
  }

  /**
   * The address as it was sent. Only telephone numbers have a form to be checked: the other
   * channels' own names for an address vary.
   */
  private static String address(Field field, AddressType type) {
    var address =
        field
            .max(Address.LENGTH_MAX, Code.BAD_ADDRESS)
            .reachable(Code.BAD_ADDRESS)
            .requiredText(Code.ADDRESS_EMPTY);
    if (type == AddressType.SMS && !"sms".equals(Address.type(address))) {
      throw field.refused(Code.BAD_ADDRESS, "must be a number like +14155550100 or a short code");
    }
    if (Sids.looksLike("IG", address)) {
      throw field.refused(Code.BAD_ADDRESS, "must not look like a SID: paths take either");
    }
    return address;
  }

  static Field friendlyName(Form form) {
    return form.sent("FriendlyName").max(FRIENDLY_NAME_LENGTH_MAX, Code.FRIENDLY_NAME_TOO_LONG);
  }

  private static @Nullable String country(Field field) {
    var text = field.textOrNull();
    if (text == null) {
      return null;
    }
    var country = text.toUpperCase(Locale.ROOT);
    if (!COUNTRIES.contains(country)) {
      throw field.refused(Code.BAD_PARAMETER, "must be an ISO 3166-1 code such as US");
    }
    return country;
  }
}
