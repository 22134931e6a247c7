package parley.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import parley.user.User;
import parley.user.Users;

/**
 * Whose list a path means, by SID. Who was found once is remembered, because every request asks. A
 * user never becomes another one, so what is remembered is right, or the user is gone and has no
 * rows: whoever finds a list empty looks whether its user is there.
 */
final class Owners {
  private static final int MEMORY_BYTES_MAX = 8 << 20;
  private static final int OVERHEAD_BYTES = 300;

  private final Users users;

  /** Another one after {@link #forget}: what was read before that goes into the old one. */
  private volatile Cache<Path, String> known = memory();

  Owners(Users users) {
    this.users = users;
  }

  private static Cache<Path, String> memory() {
    return Caffeine.newBuilder()
        .maximumWeight(MEMORY_BYTES_MAX)
        .weigher((Path path, String sid) -> OVERHEAD_BYTES + 2 * path.key().length())
        .executor(Runnable::run)
        .build();
  }

  /** Forgets everybody. */
  void forget() {
    known = memory();
  }

  /**
   * How a path names a user.
   *
   * @param key a SID or an identity
   */
  private record Path(String serviceSid, String key) {}

  /** The SID of a user that was found before, and may be gone since. */
  Optional<String> known(String serviceSid, String key) {
    return Optional.ofNullable(known.getIfPresent(new Path(serviceSid, key)));
  }

  /** The SID of a user that is there. */
  Optional<String> find(String serviceSid, String key) {
    var memory = known;
    var sid = users.find(serviceSid, key).map(User::sid);
    sid.ifPresent(found -> memory.put(new Path(serviceSid, key), found));
    return sid;
  }
}
