package parley.address;

import parley.value.Word;

/** The channel of an address. */
public enum AddressType implements Word {
  SMS,
  WHATSAPP,
  MESSENGER,
  GBM,
  EMAIL,
  RCS,
  APPLE,
  CHAT
}
