package parley.value;

import java.util.Locale;

/** A constant of an enum that the API reads and writes as a word. */
public interface Word {
  /** The constant's name, in capitals; every enum has it. */
  String name();

  /** As the API writes it, and as messages offer it; it is read in any case. */
  default String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
