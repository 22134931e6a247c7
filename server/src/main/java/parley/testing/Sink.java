package parley.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A receiver that tests point webhooks at: what came, and what is answered. Guarded by Sinks. */
final class Sink {
  /**
   * A request that came.
   *
   * @param number counts the requests of the sink, from 0
   * @param parameters of query and form, of several of one name the last
   * @param headers as they came
   * @param signed whether it bears the signature that Parley's calls bear
   */
  record Received(
      long number,
      String method,
      String url,
      Map<String, String> parameters,
      List<Map.Entry<String, String>> headers,
      String body,
      Instant at,
      boolean signed) {
    /** What it takes of the memory, about, in bytes. */
    long weight() {
      var text = url.length() + body.length();
      for (var one : parameters.entrySet()) {
        text += one.getKey().length() + one.getValue().length();
      }
      for (var one : headers) {
        text += one.getKey().length() + one.getValue().length();
      }
      return 500 + 2L * text + 100L * (parameters.size() + headers.size());
    }
  }

  /**
   * What is answered.
   *
   * @param times how often; null for without end
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else has the array
  record Answer(int status, String contentType, byte[] body, Duration delay, @Nullable Long times) {
    /** What who was told nothing answers. */
    static final Answer EMPTY = new Answer(200, "text/plain", new byte[0], Duration.ZERO, null);
  }

  /**
   * What is there at one moment.
   *
   * @param dropped how many had to make room
   */
  record Content(List<Received> requests, long dropped) {}

  private final ArrayDeque<Received> kept = new ArrayDeque<>();
  private Answer answer = Answer.EMPTY;
  private long answered;
  private long came;
  private long weight;

  long nextNumber() {
    return came;
  }

  /** Keeps a request. Bytes that it takes. */
  long add(Received one) {
    kept.add(one);
    came++;
    weight += one.weight();
    return one.weight();
  }

  /** Makes room, beginning with the oldest. Bytes that are free now. */
  long dropOldest() {
    var gone = kept.poll();
    var freed = gone == null ? 0 : gone.weight();
    weight -= freed;
    return freed;
  }

  int size() {
    return kept.size();
  }

  long weight() {
    return weight;
  }

  Content content() {
    return new Content(List.copyOf(kept), came - kept.size());
  }

  void answer(Answer from) {
    answer = from;
    answered = 0;
  }

  /** What the next request is answered. */
  Answer nextAnswer() {
    if (answer.times() != null && answered >= answer.times()) {
      answer = Answer.EMPTY;
    }
    answered++;
    return answer;
  }
}
