package parley.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param index its place, from 0; consecutive when it came, never reused
 * @param participantSid the participant that its author means; null when there is none
 * @param subject accepted and kept for e-mail, never answered (rest-behaviour.md 2.7)
 * @param media a JSON array of what is attached; null without
 * @param addedVersion the conversation's version that brought this message
 * @param changedVersion the conversation's version that last changed it
 */
public record Message(
    String sid,
    String conversationSid,
    long index,
    String author,
    @Nullable String participantSid,
    @Nullable String body,
    @Nullable String subject,
    String attributes,
    @Nullable String media,
    @Nullable String contentSid,
    long addedVersion,
    long changedVersion,
    Instant createdAt,
    Instant updatedAt) {}
