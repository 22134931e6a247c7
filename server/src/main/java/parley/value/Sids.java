package parley.value;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Makes SIDs: two letters and 32 lower-case hexadecimal digits (docs/behaviour.md 1.3).
 *
 * <p>The digits are 48 bits of milliseconds, 16 bits that count within one millisecond and 64
 * random bits. So SIDs of one process ascend in the order of their creation, which keeps indexes
 * and keysets cheap, and none can be guessed from another. Safe for use by many threads.
 */
public final class Sids {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern ANY = Pattern.compile("[a-zA-Z]{2}[0-9a-fA-F]{32}");
  private static final HexFormat HEX = HexFormat.of();
  private static final int TIME_DIGITS = 12;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private long lastStamp;

  public Sids(Clock clock) {
    this.clock = clock;
  }

  /** A new SID, greater than every earlier one of this object with the same prefix. */
  public String fresh(String prefix) {
    return prefix + HEX.toHexDigits(stamp()) + HEX.toHexDigits(random.nextLong());
  }

  /** Where it stands, for {@link #restart}. */
  public synchronized long mark() {
    return lastStamp;
  }

  /**
   * Begins again behind a mark, or at 0 by the clock alone: for when all is gone that was made
   * since.
   */
  public synchronized void restart(long mark) {
    lastStamp = mark;
  }

  /** Whether the text has the shape of a SID with this prefix, in either case of digits. */
  public static boolean looksLike(String prefix, String text) {
    return text.length() == prefix.length() + 32
        && text.startsWith(prefix)
        && DIGITS.matcher(text.substring(prefix.length())).matches();
  }

  /** Whether the text has the shape of a SID of anybody's: two letters and 32 digits. */
  public static boolean looksLikeAny(String text) {
    return ANY.matcher(text).matches();
  }

  /**
   * When a SID was made, to the millisecond.
   *
   * @param sid one that looks like a SID of whatever prefix
   */
  public static Instant madeAt(String sid) {
    return Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(sid, 2, 2 + TIME_DIGITS));
  }

  /** What no SID made at that time or later is below, and every one made before it is. */
  public static String floor(String prefix, Instant time) {
    return prefix + HEX.toHexDigits(time.toEpochMilli() << 16);
  }

  /** 48 bits of time and a counter below; runs ahead of a clock that stands still or goes back. */
  private synchronized long stamp() {
    lastStamp = Math.max(lastStamp + 1, clock.millis() << 16);
    return lastStamp;
  }
}
