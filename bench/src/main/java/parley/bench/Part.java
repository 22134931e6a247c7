package parley.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a bench consists of; each can be measured without the others. */
enum Part {
  READS,
  WRITES,
  DELIVERIES,
  STARTS;

  static final Set<Part> ALL = EnumSet.allOf(Part.class);

  /** What a list like {@code reads,writes} names; empty where one of its words names nothing. */
  static Optional<Set<Part>> parse(String words) {
    var parts = EnumSet.noneOf(Part.class);
    for (var word : words.split(",", -1)) {
      var found = Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      parts.add(found.get());
    }
    return Optional.of(parts);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
