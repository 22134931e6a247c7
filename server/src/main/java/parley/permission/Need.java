package parley.permission;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.role.Permission;

/** What it takes to be allowed something: one of these ways is enough. */
record Need(List<Way> ways) {

  /**
   * One way to be allowed something.
   *
   * @param permission which a role must give; null for none
   * @param own whether it is good for what is the user's own alone
   */
  record Way(@Nullable Permission permission, boolean own) {
    boolean isOpenTo(Standing standing) {
      return (!own || standing.own())
          && (permission == null || standing.permissions().contains(permission));
    }

    /** How the page of permissions writes it. */
    @Override
    public String toString() {
      if (permission == null) {
        return "one's own";
      }
      return permission.wire() + (own ? " (one's own)" : "");
    }
  }

  static Need any(Permission permission) {
    return new Need(List.of(new Way(permission, false)));
  }

  static Need own(Permission permission) {
    return new Need(List.of(new Way(permission, true)));
  }

  /** For what is the user's own no permission is needed, for what is another's none is enough. */
  static Need own() {
    return new Need(List.of(new Way(null, true)));
  }

  Need or(Need other) {
    var both = new ArrayList<>(ways);
    both.addAll(other.ways);
    return new Need(List.copyOf(both));
  }

  boolean isMetBy(Standing standing) {
    return ways.stream().anyMatch(way -> way.isOpenTo(standing));
  }

  @Override
  public String toString() {
    return ways.stream().map(Way::toString).collect(Collectors.joining(" or "));
  }
}
