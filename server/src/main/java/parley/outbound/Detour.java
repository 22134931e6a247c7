package parley.outbound;

import java.time.Duration;

/**
 * What a call to the outside goes through before it is made: a place for faults that are meant. It
 * is handed calls by {@link Outbound#call} alone, outside of any transaction.
 */
@FunctionalInterface
public interface Detour {
  /** No detour. */
  Detour NONE = (request, limit, way) -> way.call(request, limit);

  /** The rest of the way, which makes the call. */
  @FunctionalInterface
  interface Way {
    OutboundAnswer call(OutboundRequest request, Duration limit);
  }

  /**
   * Makes the call, or does not.
   *
   * @throws CannotReach when there is no answer
   */
  OutboundAnswer pass(OutboundRequest request, Duration limit, Way way);
}
