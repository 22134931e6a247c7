package parley.participant;

import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Change;

/**
 * How a participant's addresses and identity may change (docs/behaviour.md 2.6, codes 50440 to
 * 50444). Sending a value that is there already is no change.
 */
final class BindingRules {
  private static final String PROXY = "MessagingBinding.ProxyAddress";
  private static final String PROJECTED = "MessagingBinding.ProjectedAddress";

  private BindingRules() {}

  static @Nullable MessagingBinding binding(Participant old, EditedParticipant wish) {
    var binding = proxy(old.binding(), wish.proxyAddress());
    return projected(binding, wish.projectedAddress());
  }

  private static @Nullable MessagingBinding proxy(
      @Nullable MessagingBinding old, Change<@Nullable String> wish) {
    var present = old == null ? null : old.proxyAddress();
    if (!wish.given() || (present != null && present.equals(wish.value()))) {
      return old;
    }
    if (wish.value() == null && present == null) {
      throw Code.NO_PROXY_TO_REMOVE.in(PROXY, "is not there");
    }
    if (old == null || old.address() == null) {
      throw Code.PROXY_NOT_ALLOWED.in(PROXY, "needs a MessagingBinding.Address");
    }
    if (wish.value() != null && !old.type().equals(Address.type(wish.value()))) {
      throw Code.ADDRESS_TYPES_DIFFER.in(PROXY, "must be of type " + old.type());
    }
    if (old.address().equals(wish.value())) {
      throw Code.ADDRESS_EQUALS_PROXY.in(PROXY, "equals MessagingBinding.Address");
    }
    return new MessagingBinding(
        old.type(), old.address(), wish.value(), null, old.name(), old.level());
  }

  private static @Nullable MessagingBinding projected(
      @Nullable MessagingBinding old, Change<@Nullable String> wish) {
    var present = old == null ? null : old.projectedAddress();
    if (!wish.given() || (present != null && present.equals(wish.value()))) {
      return old;
    }
    if (wish.value() == null && present == null) {
      throw Code.NO_PROJECTED_TO_REMOVE.in(PROJECTED, "is not there");
    }
    if (old != null && old.address() != null) {
      throw Code.PROJECTED_NOT_ALLOWED.in(PROJECTED, "excludes MessagingBinding.Address");
    }
    var type = wish.value() == null ? null : Address.type(wish.value());
    return type == null ? null : new MessagingBinding(type, null, null, wish.value(), null, null);
  }

  /** The identity after the change: it can come to a projected address, and never goes. */
  static @Nullable String identity(Participant old, EditedParticipant wish) {
    if (!wish.identity().given() || equal(old.identity(), wish.identity().value())) {
      return old.identity();
    }
    var projected = old.binding() != null && old.binding().projectedAddress() != null;
    if (old.identity() != null || !projected) {
      throw Code.IDENTITY_NOT_ALLOWED.in(
          "Identity", "can come to a projected address alone, and cannot be changed");
    }
    return wish.identity().value();
  }

  private static boolean equal(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equals(other);
  }
}
