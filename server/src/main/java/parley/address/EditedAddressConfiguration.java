package parley.address;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.value.Change;

/** A wish to change an address; its type and the address itself stay. */
public record EditedAddressConfiguration(
    Change<@Nullable String> friendlyName, EditedAutoCreation autoCreation) {

  public static EditedAddressConfiguration from(Form form) {
    return new EditedAddressConfiguration(
        NewAddressConfiguration.friendlyName(form).clearable(), EditedAutoCreation.from(form));
  }

  AddressConfiguration over(AddressConfiguration old, Instant now) {
    return new AddressConfiguration(
        old.sid(),
        old.accountSid(),
        old.type(),
        old.address(),
        friendlyName.over(old.friendlyName()),
        old.country(),
        autoCreation.over(old.autoCreation()),
        old.createdAt(),
        now);
  }
}
