package parley.inbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.PageBody;
import parley.storage.Tx;
import parley.value.CacheCounts;

/**
 * Gives the answers to list requests: each made anew, or one kept from an earlier request like it.
 * Whichever it is, the answer is the same. Safe for use by many threads.
 */
public interface Answers {

  /** What makes the answer to one request. */
  interface Maker {
    /** Reads the page; empty when the user is not there any more. */
    Optional<Listing> read();

    /**
     * Words a page.
     *
     * @param earlier an answer to the same request; the rows it has keep their text
     */
    PageBody<RowText> word(Listing listing, @Nullable PageBody<RowText> earlier);
  }

  /**
   * The answer to a request.
   *
   * @return empty when the user is not there any more
   */
  Optional<Body> to(ListRequest request, Maker maker);

  /** Whether it wants to hear of changes at all. */
  boolean hearChanges();

  /** Whether a user's list is read, so that it is of use to tell what became of a row in it. */
  boolean isRead(String userSid);

  /** Hears what a transaction that is still open does to lists. */
  void changed(Tx tx, List<RowChange> changes);

  /** Forgets all that is kept: everything may be other than it was, older versions of it too. */
  default void forget() {}

  /** How often an answer was given again, or had to be made. */
  default CacheCounts counts() {
    return CacheCounts.NONE;
  }

  /** Makes each answer anew. */
  Answers ANEW =
      new Answers() {
        @Override
        public Optional<Body> to(ListRequest request, Maker maker) {
          return maker.read().map(listing -> maker.word(listing, null).body());
        }

        @Override
        public boolean hearChanges() {
          return false;
        }

        @Override
        public boolean isRead(String userSid) {
          return false;
        }

        @Override
        public void changed(Tx tx, List<RowChange> changes) {
          // Nothing is kept that they could outdate.
        }
      };
}
