package parley.receipt;

import parley.access.Cause;
import parley.conversation.Conversation;
import parley.event.Event;
import parley.message.Message;

/** Somebody reported what became of a message. The message is told with its new counts. */
public record ReceiptChanged(
    Conversation conversation, Message message, Receipt receipt, Cause cause) implements Event {}
