package parley.address;

import java.util.Locale;

/** The channel of an address. */
public enum AddressType {
  SMS,
  WHATSAPP,
  MESSENGER,
  GBM,
  EMAIL,
  RCS,
  APPLE,
  CHAT;

  /** As the API writes it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
