package parley.operations;

import java.util.function.LongSupplier;

/**
 * How many changes a second are taken, of each for itself; 0 for any number (docs/behaviour.md
 * 1.10).
 *
 * @param ofConversation in one conversation
 * @param ofService in one service
 * @param ofCaller by one API key, one user, or with the auth token
 * @param nanos the machine's time, in nanoseconds since whenever
 */
public record RateRules(int ofConversation, int ofService, int ofCaller, LongSupplier nanos) {
  /** Any number of whatever. */
  public static final RateRules NONE = new RateRules(0, 0, 0);

  public RateRules(int ofConversation, int ofService, int ofCaller) {
    this(ofConversation, ofService, ofCaller, System::nanoTime);
  }

  /** Whether there is anything to look at. */
  public boolean areAny() {
    return ofConversation > 0 || ofService > 0 || ofCaller > 0;
  }
}
