package parley.inbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.address.AddressType;
import parley.message.Message;

/**
 * What became of a message from outside.
 *
 * @param channelMessageSid by which it is known again; null for none
 * @param address the sender's
 * @param proxyAddress of ours
 * @param place where it is; null when it was dropped
 * @param dropped why it is nowhere; null when it is somewhere
 */
public record InboundOutcome(
    String accountSid,
    @Nullable String channelMessageSid,
    AddressType type,
    String address,
    String proxyAddress,
    @Nullable MessagePlace place,
    @Nullable Dropped dropped,
    Instant createdAt) {

  /**
   * Where a message is.
   *
   * @param autocreated whether the conversation was opened for it
   */
  public record MessagePlace(
      String serviceSid,
      String conversationSid,
      String participantSid,
      String messageSid,
      long index,
      boolean autocreated) {

    static MessagePlace of(
        String serviceSid, String participantSid, Message message, boolean opened) {
      return new MessagePlace(
          serviceSid,
          message.conversationSid(),
          participantSid,
          message.sid(),
          message.index(),
          opened);
    }
  }
}
