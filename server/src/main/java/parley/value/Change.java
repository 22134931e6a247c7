package parley.value;

import org.jspecify.annotations.Nullable;

/**
 * What an update wants of one field: to keep it, or to set it. "Not sent" and "sent empty" stay two
 * things (docs/behaviour.md 1.4).
 */
public record Change<T extends @Nullable Object>(boolean given, @Nullable T value) {

  public static <T extends @Nullable Object> Change<T> kept() {
    return new Change<>(false, null);
  }

  public static <T extends @Nullable Object> Change<T> to(@Nullable T value) {
    return new Change<>(true, value);
  }

  /** This change, or another one where this keeps the field. */
  public Change<T> or(Change<T> other) {
    return given ? this : other;
  }

  /** The field after the change, when null is one of its values. */
  public @Nullable T over(@Nullable T old) {
    return given ? value : old;
  }

  /** The field after the change, when it always has a value: a null wish keeps it. */
  public T overRequired(T old) {
    return given && value != null ? value : old;
  }
}
