package parley.storage;

/**
 * What a change has to hold grew while it took hold of it, beyond what the order of locks lets it
 * add. The change is undone and run again. It cannot happen where there is one writer.
 */
public final class Overtaken extends RuntimeException {
  public Overtaken() {
    super("others were quicker; the change is run again", null, false, false);
  }
}
