package parley.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.conversation.ConversationState;

/** A conversation as a search shows it, with how much is in it. */
record FoundConversation(
    String sid,
    String serviceSid,
    @Nullable String friendlyName,
    @Nullable String uniqueName,
    ConversationState state,
    long messages,
    long participants,
    Instant activityAt,
    Instant createdAt) {}
