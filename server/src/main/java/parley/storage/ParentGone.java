package parley.storage;

/**
 * What a row was to belong to has been deleted meanwhile: a foreign key found nothing. The change
 * is undone; to the caller it is as if he had come a moment later.
 */
public final class ParentGone extends RuntimeException {
  ParentGone(Throwable cause) {
    super("what this belongs to has been deleted meanwhile", cause);
  }
}
