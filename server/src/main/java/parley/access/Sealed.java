package parley.access;

/** What keeps secrets that only the installation's secret key opens. */
public interface Sealed {
  /** How many of its secrets the key at hand does not open. */
  int unreadable();

  /** Deletes the secrets that the key at hand does not open. */
  void forgetUnreadable();
}
