package parley.realtime;

import java.util.stream.Stream;
import parley.http.Json;
import parley.storage.Tx;
import parley.user.Reachability;
import parley.user.User;

/**
 * What others see of a user, as a map. The user's version counts more than this, so an item may be
 * told that is what it was; clients look.
 */
final class ProfileSource implements SyncSource<User> {

  @Override
  public SyncState state(User owner) {
    return SyncState.of(owner);
  }

  @Override
  public SyncPortion since(Tx tx, User owner, long version, int most) {
    var changes = items(owner).map(item -> SyncChange.of(item, version)).toList();
    return SyncPortion.whole(changes, owner.version());
  }

  @Override
  public SyncPage items(Tx tx, User owner, SyncQuery query) {
    return new SyncPage(
        items(owner)
            .filter(item -> query.only() == null || item.key().equals(query.only()))
            .toList(),
        false,
        false);
  }

  private static Stream<SyncItem> items(User user) {
    return Stream.concat(
        Stream.of(
            item(user, "attributes", json -> json.text("value", user.attributes())),
            item(user, "friendlyName", json -> json.text("value", user.friendlyName()))),
        Stream.ofNullable(user.reachability()).map(shown -> item(user, shown)));
  }

  private static SyncItem item(User user, Reachability shown) {
    return item(
        user,
        "reachability",
        json -> json.flag("online", shown.isOnline()).flag("notifiable", shown.isNotifiable()));
  }

  private static SyncItem item(User user, String key, Json.Properties data) {
    return new SyncItem(
        key, 0, user.version(), Json.objectText(data), user.createdAt(), user.updatedAt());
  }
}
