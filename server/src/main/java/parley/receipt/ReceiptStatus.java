package parley.receipt;

import parley.value.Word;

/** How far a message got (docs/behaviour.md 8.3). Before the first report there is none. */
public enum ReceiptStatus implements Word {
  SENT(1),
  DELIVERED(2),
  UNDELIVERED(2),
  FAILED(2),
  READ(3);

  private final int progress;

  ReceiptStatus(int progress) {
    this.progress = progress;
  }

  /** Whether this is older news than another status: reports may overtake each other. */
  boolean isBehind(ReceiptStatus other) {
    return progress < other.progress;
  }
}
