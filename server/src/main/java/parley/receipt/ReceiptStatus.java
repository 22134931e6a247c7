package parley.receipt;

import java.util.Locale;

/** How far a message got (docs/behaviour.md 8.3). Before the first report there is none. */
public enum ReceiptStatus {
  SENT(1),
  DELIVERED(2),
  UNDELIVERED(2),
  FAILED(2),
  READ(3);

  private final int progress;

  ReceiptStatus(int progress) {
    this.progress = progress;
  }

  /** As the API writes it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this is older news than another status: reports may overtake each other. */
  boolean isBehind(ReceiptStatus other) {
    return progress < other.progress;
  }
}
