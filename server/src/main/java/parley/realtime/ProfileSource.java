package parley.realtime;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.http.Json;
import parley.realtime.SyncChange.What;
import parley.storage.Tx;
import parley.user.User;
import parley.user.Users;

/**
 * What others see of a user, as a map of three. The user's version counts more than these, so an
 * item may be told that is what it was; clients look.
 */
final class ProfileSource implements SyncSource {
  private final Users users;

  ProfileSource(Users users) {
    this.users = users;
  }

  @Override
  public Optional<SyncState> state(Tx tx, String owner) {
    return users.findBySid(tx, owner).map(SyncStates::of);
  }

  @Override
  public List<SyncChange> since(Tx tx, String owner, long version) {
    return users
        .findBySid(tx, owner)
        .filter(user -> user.version() > version)
        .map(
            user ->
                items(user)
                    .map(
                        item ->
                            new SyncChange(
                                What.UPDATED,
                                user.version(),
                                item.key(),
                                item.data(),
                                user.updatedAt()))
                    .toList())
        .orElse(List.of());
  }

  @Override
  public SyncPage items(Tx tx, String owner, SyncQuery query) {
    return users
        .findBySid(tx, owner)
        .map(
            user ->
                new SyncPage(
                    items(user)
                        .filter(item -> query.only() == null || item.key().equals(query.only()))
                        .toList(),
                    false,
                    false))
        .orElse(SyncPage.EMPTY);
  }

  private static Stream<SyncItem> items(User user) {
    return Stream.of(
        item(user, "attributes", user.attributes()),
        item(user, "friendlyName", user.friendlyName()));
  }

  private static SyncItem item(User user, String key, @Nullable String value) {
    return new SyncItem(
        key,
        0,
        user.version(),
        Json.objectText(json -> json.text("value", value)),
        user.createdAt(),
        user.updatedAt());
  }
}
