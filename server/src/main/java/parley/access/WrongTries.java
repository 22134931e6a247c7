package parley.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts wrong credentials by the address they came from, and says which of them are to be answered
 * late (docs/keys.md). Nobody who shows right ones asks here, so none can be locked out, by
 * whatever comes from the address beside. Time is the machine's: a clock that a test moves, or
 * holds, would let guesses pass or keep an address slow. Safe for use by many threads.
 */
public final class WrongTries {
  /**
   * So many within {@link #REMEMBERED} of each other are mistakes; those after them are guesses.
   */
  static final int FREE = 5;

  static final Duration REMEMBERED = Duration.ofMinutes(1);

  /** Addresses that are remembered: some 2 MB. Those that come back stay, when there are more. */
  static final int ADDRESSES_MAX = 10_000;

  private static final int IPV6_NETWORK_BYTES = 8;

  private final Duration delay;
  private final Cache<String, AtomicInteger> counts;

  /**
   * @param delay how late a guess is answered
   */
  public WrongTries(Duration delay) {
    this(delay, Ticker.systemTicker());
  }

  WrongTries(Duration delay, Ticker ticker) {
    this.delay = delay;
    this.counts =
        Caffeine.newBuilder()
            .maximumSize(ADDRESSES_MAX)
            .expireAfterAccess(REMEMBERED)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Notes that wrong credentials came.
   *
   * @return how late they are to be answered; zero for a mistake
   */
  public Duration note(String address) {
    var count = counts.get(caller(address), unknown -> new AtomicInteger());
    return count.incrementAndGet() > FREE ? delay : Duration.ZERO;
  }

  /** How many addresses are remembered. */
  long size() {
    counts.cleanUp();
    return counts.estimatedSize();
  }

  /** Who has one IPv6 address has all of its network, 2^64 of them. */
  private static String caller(String address) {
    try {
      if (InetAddress.ofLiteral(address) instanceof Inet6Address six) {
        return HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_NETWORK_BYTES));
      }
    } catch (IllegalArgumentException e) {
      return address; // not one that we know the networks of
    }
    return address;
  }
}
