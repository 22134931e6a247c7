package parley.address;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address of the account, and what an inbound message to it does (docs/behaviour.md 8.1).
 *
 * @param country an ISO 3166-1 code of two letters; it means something for short codes alone
 */
public record AddressConfiguration(
    String sid,
    String accountSid,
    AddressType type,
    String address,
    @Nullable String friendlyName,
    @Nullable String country,
    AutoCreation autoCreation,
    Instant createdAt,
    Instant updatedAt) {}
