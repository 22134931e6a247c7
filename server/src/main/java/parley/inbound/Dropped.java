package parley.inbound;

import parley.value.Word;

/** Why a message from outside went nowhere. */
public enum Dropped implements Word {
  NOT_CONFIGURED("no conversation has this pair of addresses, and To is no configured address"),
  DISABLED("no conversation has this pair of addresses, and To opens none"),
  REJECTED("a webhook that is asked before rejected it");

  private final String why;

  Dropped(String why) {
    this.why = why;
  }

  /** A sentence for people. */
  public String why() {
    return why;
  }
}
