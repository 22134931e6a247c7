package parley.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import parley.problem.Problem;

/** Which permissions a type of role may give, for tests of other rooms. */
public final class RolePermissions {
  private RolePermissions() {}

  public static Set<Permission> of(String type) {
    var wanted = RoleType.valueOf(type.toUpperCase(Locale.ROOT));
    return Arrays.stream(Permission.values())
        .filter(permission -> gives(wanted, permission))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean gives(RoleType type, Permission permission) {
    try {
      Permission.require(java.util.List.of(permission), type);
      return true;
    } catch (Problem problem) {
      return false;
    }
  }
}
