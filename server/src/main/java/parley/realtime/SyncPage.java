package parley.realtime;

import java.util.List;

/**
 * Some items of an object.
 *
 * @param before whether there are others before the first of them, in the order that was asked for
 * @param after whether there are others behind the last
 */
record SyncPage(List<SyncItem> items, boolean before, boolean after) {
  static final SyncPage EMPTY = new SyncPage(List.of(), false, false);
}
