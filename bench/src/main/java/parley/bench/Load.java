package parley.bench;

import java.util.List;

/** A part of the bench that puts load on running servers. */
interface Load {
  /** One round of it on one server, not measured. */
  void warmUp(Subject subject) throws Exception;

  /** One run on both servers, beside its bounds. */
  void measure(Subject sqlite, Subject postgresql) throws Exception;

  /** What of it a profile is made of. */
  List<Profiled> profiled();

  /** Something that is asked while a profile is recorded. */
  record Profiled(Work work, Manner manner) {}
}
