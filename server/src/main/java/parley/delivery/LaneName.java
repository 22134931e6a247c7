package parley.delivery;

/** The name of a lane: its target's key, and what it tells of. */
final class LaneName {
  private LaneName() {}

  static String of(String target, String subject) {
    return target + "/" + subject;
  }

  static String targetOf(String lane) {
    return lane.substring(0, lane.indexOf('/'));
  }
}
