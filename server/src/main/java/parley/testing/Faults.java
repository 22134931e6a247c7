package parley.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import parley.problem.Code;

/** The faults that tests have asked for, oldest first. */
final class Faults implements Resettable {
  private static final int MOST = 1000;

  private final List<Fault> all = new CopyOnWriteArrayList<>();

  /**
   * Has something go wrong from now on.
   *
   * @throws parley.problem.Problem 20409 when there are 1,000 already
   */
  synchronized void add(Fault fault) {
    if (all.size() >= MOST) {
      throw Code.CONFLICT.because("there are " + MOST + " faults already");
    }
    all.add(fault);
  }

  /** What happens to a call: what the oldest fault wants of those that strike it. */
  Optional<Fault.Effect> strike(Predicate<Fault.Aim> isMeant) {
    return all.stream()
        .filter(fault -> isMeant.test(fault.aim()) && fault.strikes())
        .map(Fault::effect)
        .findFirst();
  }

  List<Fault> list() {
    return List.copyOf(all);
  }

  Optional<Fault> find(String sid) {
    return all.stream().filter(fault -> fault.sid().equals(sid)).findFirst();
  }

  /** Whether it was there. */
  boolean remove(String sid) {
    return all.removeIf(fault -> fault.sid().equals(sid));
  }

  @Override
  public void reset() {
    all.clear();
  }
}
