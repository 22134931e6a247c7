package parley.participant;

import org.jspecify.annotations.Nullable;

/**
 * How a participant is reached outside chat (docs/behaviour.md 2.6).
 *
 * @param type sms, whatsapp, ...; told by the prefix of the addresses
 * @param address the participant's own address
 * @param proxyAddress the address of ours that the participant writes to
 * @param projectedAddress the address a chat user shows in a group text
 * @param name of an e-mail address
 * @param level of an e-mail address: to, from or cc
 */
public record MessagingBinding(
    String type,
    @Nullable String address,
    @Nullable String proxyAddress,
    @Nullable String projectedAddress,
    @Nullable String name,
    @Nullable String level) {

  private static final String SMS = "sms";

  /** Whether an inbound message could find this participant: both ends of the line are known. */
  public boolean isPair() {
    return address != null && proxyAddress != null;
  }

  /** Whether this is a phone in a group text, where every member sees all the others. */
  public boolean isGroupMember() {
    return type.equals(SMS) && address != null && proxyAddress == null;
  }

  /** Whether this is an end of a group text: a member's phone, or an address of ours in it. */
  public boolean isInGroup() {
    return isGroupMember() || projectedAddress != null;
  }
}
