package parley.realtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.value.Sids;

/**
 * One of the objects that a client keeps open: a view of something that has a SID of its own.
 *
 * @param owner the SID of the conversation or user it is a view of
 */
record SyncObject(Kind kind, String owner) {

  /** How a client keeps an object: one value, items by index, items by key. */
  enum Shape {
    DOCUMENT("document", "Documents", 54100),
    LIST("list", "Lists", 54150),
    MAP("map", "Maps", 54200);

    private final String word;
    private final String path;
    private final int missingCode;

    Shape(String word, String path, int missingCode) {
      this.word = word;
      this.path = path;
      this.missingCode = missingCode;
    }

    /** As frames say it. */
    String word() {
      return word;
    }

    /** As paths say it. */
    String path() {
      return path;
    }

    /** The number of the refusal to open one that is not there. */
    int missingCode() {
      return missingCode;
    }
  }

  /** What it is a view of. */
  enum Kind {
    CONVERSATION(Shape.DOCUMENT, "CH", ".channel", "ET"),
    MESSAGES(Shape.LIST, "CH", ".messages", "ES"),
    PARTICIPANTS(Shape.MAP, "CH", ".roster", "MP"),
    /** The conversations that a user is in. */
    MEMBERSHIPS(Shape.MAP, "US", ".conversations", "ML"),
    /** What others see of a user. */
    PROFILE(Shape.MAP, "US", ".info", "MI");

    private final Shape shape;
    private final String owners;
    private final String suffix;
    private final String prefix;

    Kind(Shape shape, String owners, String suffix, String prefix) {
      this.shape = shape;
      this.owners = owners;
      this.suffix = suffix;
      this.prefix = prefix;
    }

    Shape shape() {
      return shape;
    }

    SyncObject of(String owner) {
      return new SyncObject(this, owner);
    }

    private @Nullable SyncObject parse(String text) {
      var owner =
          text.endsWith(suffix)
              ? text.substring(0, text.length() - suffix.length())
              : text.startsWith(prefix) ? owners + text.substring(prefix.length()) : "";
      return Sids.looksLike(owners, owner) ? of(owner) : null;
    }
  }

  /** The object of a name or a SID. */
  static Optional<SyncObject> parse(String text) {
    for (var kind : Kind.values()) {
      var found = kind.parse(text);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** By which it is named everywhere; no two objects have the same. */
  String sid() {
    return kind.prefix + owner.substring(kind.owners.length());
  }
}
