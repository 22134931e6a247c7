package parley.http;

import java.util.List;

/** The filters of every call's way, one behind the other. */
final class FilterChain {
  private final List<Filter> filters;

  FilterChain(List<Filter> filters) {
    this.filters = List.copyOf(filters);
  }

  Reply walk(Call call, Routes.Handler end) {
    return from(0, end).handle(call);
  }

  private Routes.Handler from(int at, Routes.Handler end) {
    return at == filters.size() ? end : call -> filters.get(at).pass(call, from(at + 1, end));
  }
}
