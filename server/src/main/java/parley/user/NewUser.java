package parley.user;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.http.Field;
import parley.http.Form;
import parley.problem.Code;
import parley.value.Sids;

/** A wish for a user. */
public record NewUser(
    String identity, @Nullable String friendlyName, String attributes, @Nullable String roleSid) {
  static final int IDENTITY_LENGTH_MAX = 256;
  static final int FRIENDLY_NAME_LENGTH_MAX = 256;
  private static final Set<String> RESERVED = Set.of("system", "private", "unique");

  public static NewUser from(Form form) {
    return new NewUser(
        identity(form.field("Identity").required(Code.IDENTITY_MISSING)),
        friendlyName(form).textOrNull(),
        attributes(form).textOr("{}"),
        form.field("RoleSid").textOrNull());
  }

  /** The user that comes into being when an unknown identity joins (docs/behaviour.md 2.6). */
  static NewUser implied(String identity) {
    return implied(identity, null);
  }

  /**
   * As above, with a role that is not the service's default one.
   *
   * @param roleSid null for that
   */
  public static NewUser implied(String identity, @Nullable String roleSid) {
    return new NewUser(identity, null, "{}", roleSid);
  }

  /**
   * An identity: any characters, but nothing that a path could take for a SID or drop. Empty when
   * absent.
   */
  public static String identity(Field field) {
    var identity =
        field
            .max(IDENTITY_LENGTH_MAX, Code.IDENTITY_TOO_LONG)
            .reachable(Code.IDENTITY_LIKE_SID)
            .textOr("");
    if (RESERVED.contains(identity)) {
      throw field.refused(Code.IDENTITY_RESERVED, "must not be " + identity);
    }
    if (Sids.looksLike("US", identity)) {
      throw field.refused(Code.IDENTITY_LIKE_SID, "must not look like a User SID");
    }
    return identity;
  }

  static Field friendlyName(Form form) {
    return form.sent("FriendlyName").max(FRIENDLY_NAME_LENGTH_MAX, Code.FRIENDLY_NAME_TOO_LONG);
  }

  static Field attributes(Form form) {
    return form.field("Attributes")
        .maxBytes(form.limits().attributes().user(), Code.ATTRIBUTES_TOO_LONG)
        .json(Code.ATTRIBUTES_INVALID);
  }
}
