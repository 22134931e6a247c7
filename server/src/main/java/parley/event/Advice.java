package parley.event;

import parley.access.Cause;

/**
 * Where deeds ask before they open a transaction. What they have checked before, they check again
 * in it: it may have changed while somebody thought about it.
 */
public final class Advice {
  private Adviser adviser = Adviser.NONE;

  /** Sets who is asked; called once, by the wiring, before anything can happen. */
  public void connect(Adviser other) {
    adviser = other;
  }

  /** Whether anybody wants to be asked; if not, an intent need not be made. */
  public boolean isWanted(Class<? extends Intent<?>> kind, String serviceSid, Cause cause) {
    return adviser.wants(kind, serviceSid, cause);
  }

  /** As {@link Adviser#advise}. */
  public <I extends Intent<I>> I on(I intent) {
    return adviser.advise(intent);
  }
}
