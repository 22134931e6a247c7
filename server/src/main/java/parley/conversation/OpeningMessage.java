package parley.conversation;

import org.jspecify.annotations.Nullable;

/**
 * The message from outside chat that a conversation is made for (docs/behaviour.md 4.6).
 *
 * @param address the sender's; of a group text, those of all
 * @param proxyAddress the address of ours it came to
 * @param projectedAddress the address of ours that stands in a group text
 * @param authorAddress of the one of a group who wrote it
 * @param media what it shows of its files: a JSON array
 */
public record OpeningMessage(
    @Nullable String address,
    @Nullable String proxyAddress,
    @Nullable String projectedAddress,
    @Nullable String authorAddress,
    @Nullable String body,
    @Nullable String media) {}
