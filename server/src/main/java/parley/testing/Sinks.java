package parley.testing;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import parley.problem.Code;

/**
 * The receivers of this server, by name; one comes into being when it is first spoken of. What they
 * keep is bounded in number and in bytes: past that the oldest goes, of the sink that has most.
 */
final class Sinks implements Resettable {
  static final int REQUESTS_MAX = 1000;
  private static final int SINKS_MAX = 1000;

  private final long bytesMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final Map<String, Sink> sinks = new HashMap<>();
  private long weight;

  /**
   * No receivers yet.
   *
   * @param bytesMax what all requests that are kept may take of the memory
   */
  Sinks(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /**
   * Keeps a request.
   *
   * @param request makes it of its number
   * @return what to answer
   * @throws parley.problem.Problem 20409 where it would be one sink too many
   */
  Sink.Answer take(String name, LongFunction<Sink.Received> request) {
    lock.lock();
    try {
      var sink = sink(name);
      weight += sink.add(request.apply(sink.nextNumber()));
      if (sink.size() > REQUESTS_MAX) {
        weight -= sink.dropOldest();
      }
      while (weight > bytesMax) {
        weight -= heaviest().dropOldest();
      }
      something.signalAll();
      return sink.nextAnswer();
    } finally {
      lock.unlock();
    }
  }

  private Sink sink(String name) {
    var sink = sinks.get(name);
    if (sink == null) {
      if (sinks.size() >= SINKS_MAX) {
        throw Code.CONFLICT.because("there are " + SINKS_MAX + " sinks; delete one");
      }
      sink = new Sink();
      sinks.put(name, sink);
    }
    return sink;
  }

  private Sink heaviest() {
    return Collections.max(sinks.values(), Comparator.comparingLong(Sink::weight));
  }

  /**
   * What a sink has.
   *
   * @param atLeast how many requests are waited for, those that had to make room among them
   * @param wait how long at most; what is there then is answered
   */
  Sink.Content await(String name, long atLeast, Duration wait) throws InterruptedException {
    lock.lock();
    try {
      var left = wait.toNanos();
      while (came(name) < atLeast && left > 0) {
        left = something.awaitNanos(left);
      }
      var sink = sinks.get(name);
      return sink == null ? new Sink.Content(List.of(), 0) : sink.content();
    } finally {
      lock.unlock();
    }
  }

  private long came(String name) {
    var sink = sinks.get(name);
    return sink == null ? 0 : sink.nextNumber();
  }

  /** Says what a sink answers from now on. */
  void answer(String name, Sink.Answer answer) {
    lock.lock();
    try {
      sink(name).answer(answer);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a sink. */
  void remove(String name) {
    lock.lock();
    try {
      var gone = sinks.remove(name);
      weight -= gone == null ? 0 : gone.weight();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void reset() {
    lock.lock();
    try {
      sinks.clear();
      weight = 0;
    } finally {
      lock.unlock();
    }
  }
}
