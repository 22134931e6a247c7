package parley.event;

import parley.access.Cause;

/** Who is asked before something is done. It may call the network: nothing is held meanwhile. */
public interface Adviser {
  /** Asks nobody. */
  Adviser NONE =
      new Adviser() {
        @Override
        public boolean wants(Class<? extends Intent<?>> kind, String serviceSid, Cause cause) {
          return false;
        }

        @Override
        public <I extends Intent<I>> I advise(I intent) {
          return intent;
        }
      };

  /** Whether it wants to be asked at all; so that nothing is read for nobody. */
  boolean wants(Class<? extends Intent<?>> kind, String serviceSid, Cause cause);

  /**
   * What is to be done in its place: as a rule the same.
   *
   * @throws parley.problem.Problem 50056 and 50057 when it must not be done
   */
  <I extends Intent<I>> I advise(I intent);
}
