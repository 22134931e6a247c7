package parley.role;

import java.util.List;
import parley.http.Form;
import parley.problem.Code;

/** A wish for a role. */
public record NewRole(String friendlyName, RoleType type, List<Permission> permissions) {
  /** The reference says 64, but the original has taken 256 (docs/behaviour.md 5). */
  static final int FRIENDLY_NAME_LENGTH_MAX = 256;

  public static NewRole from(Form form) {
    var wish =
        new NewRole(
            form.field("FriendlyName")
                .max(FRIENDLY_NAME_LENGTH_MAX, Code.FRIENDLY_NAME_TOO_LONG)
                .requiredText(Code.FRIENDLY_NAME_MISSING),
            form.field("Type")
                .requiredChoice(RoleType.class, Code.ROLE_TYPE_WRONG, Code.ROLE_TYPE_WRONG),
            Permission.listOf(form));
    if (wish.permissions.isEmpty()) {
      throw form.field("Permission").refused(Code.BAD_PARAMETER, "is required");
    }
    Permission.require(wish.permissions, wish.type);
    return wish;
  }
}
