package parley.delivery;

import parley.value.Word;

/** Where a delivery stands. */
public enum DeliveryStatus implements Word {
  /** It is to be sent, or sent again. */
  PENDING,
  /** Its target took it. */
  DELIVERED,
  /** It was given up. */
  FAILED,
  /** Somebody called it off before it was taken. */
  CANCELED
}
