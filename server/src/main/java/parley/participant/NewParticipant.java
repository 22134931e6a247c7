package parley.participant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;
import parley.user.NewUser;
import parley.value.Word;

/** A wish for a participant, in one of the three shapes the API knows (docs/behaviour.md 2.6). */
public record NewParticipant(
    @Nullable String identity,
    @Nullable MessagingBinding binding,
    String attributes,
    @Nullable String roleSid,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {

  /** In which line of an e-mail an address stands. */
  private enum EmailLevel implements Word {
    TO,
    FROM,
    CC
  }

  public static NewParticipant from(Form form) {
    var identity = NewUser.identity(form.field("Identity"));
    return new NewParticipant(
        identity.isEmpty() ? null : identity,
        binding(form, identity),
        attributes(form).textOr("{}"),
        form.field("RoleSid").textOrNull(),
        form.field("DateCreated").time(Code.BAD_DATE_CREATED),
        form.field("DateUpdated").time(Code.BAD_DATE_UPDATED));
  }

  /** Whether this will be an end of a group text. */
  public boolean isInGroup() {
    return binding != null && binding.isInGroup();
  }

  /**
   * The role that is given: the service's default one, but none to the members of a group text by
   * address alone.
   */
  @Nullable String role(@Nullable String defaultRole) {
    if (roleSid != null) {
      return roleSid;
    }
    return binding != null && binding.isGroupMember() ? null : defaultRole;
  }

  static Field attributes(Form form) {
    return form.field("Attributes")
        .maxBytes(form.limits().attributes().participant(), Code.ATTRIBUTES_TOO_LONG)
        .json(Code.ATTRIBUTES_INVALID);
  }

  private static @Nullable MessagingBinding binding(Form form, String identity) {
    var address = form.field("MessagingBinding.Address");
    var proxy = form.field("MessagingBinding.ProxyAddress");
    var projected = form.field("MessagingBinding.ProjectedAddress");
    if (address.given() && !identity.isEmpty()) {
      throw address.refused(Code.IDENTITY_WITH_ADDRESS, "excludes Identity");
    }
    if (address.given() && projected.given()) {
      throw projected.refused(Code.BAD_PARAMETER, "excludes MessagingBinding.Address");
    }
    if (proxy.given() && !address.given()) {
      throw address.refused(Code.ADDRESS_EMPTY, "is required beside a proxy address");
    }
    if (projected.given()) {
      var type = type(projected, Code.BAD_ADDRESS, Code.ADDRESS_EMPTY);
      return new MessagingBinding(type, null, null, projected.text(), null, null);
    }
    if (address.given()) {
      return channel(form, address);
    }
    if (identity.isEmpty() && form.sent("MessagingBinding.Address").given()) {
      throw address.refused(Code.ADDRESS_EMPTY, "is empty, and nothing else says who it is");
    }
    if (identity.isEmpty()) {
      throw Code.BAD_PARAMETER.in("Identity", "or MessagingBinding.Address is required");
    }
    return null;
  }

  private static MessagingBinding channel(Form form, Field address) {
    var proxy = form.sent("MessagingBinding.ProxyAddress"); // an empty one has a code of its own
    var type = type(address, Code.BAD_ADDRESS, Code.ADDRESS_EMPTY);
    if (proxy.given()) {
      var proxyType = type(proxy, Code.BAD_PROXY_ADDRESS, Code.PROXY_ADDRESS_EMPTY);
      if (proxy.textOr("").equals(address.text())) {
        throw proxy.refused(Code.ADDRESS_EQUALS_PROXY, "equals MessagingBinding.Address");
      }
      if (!proxyType.equals(type)) {
        throw proxy.refused(
            Code.ADDRESS_TYPES_DIFFER, "is of type " + proxyType + ", the address of type " + type);
      }
    }
    var name = form.field("MessagingBinding.Name");
    var level = form.field("MessagingBinding.Level");
    if ((name.given() || level.given()) && !type.equals(Address.EMAIL)) {
      throw (name.given() ? name : level)
          .refused(
              Code.NAME_OR_LEVEL_NOT_ALLOWED, "cannot stand beside an address of type " + type);
    }
    name.max(Address.LENGTH_MAX, Code.BAD_PARAMETER);
    var levelNamed = level.choice(EmailLevel.class, Code.BAD_PARAMETER);
    return new MessagingBinding(
        type,
        address.text(),
        proxy.text(),
        null,
        name.text(),
        levelNamed == null ? null : levelNamed.wire());
  }

  /** The type of an address that must be one. */
  static String type(Field field, Code malformed, Code empty) {
    var text = field.required(empty).max(Address.LENGTH_MAX, malformed).textOr("");
    var type = Address.type(text);
    if (type == null) {
      throw field.refused(malformed, "is no address that we know");
    }
    return type;
  }
}
