package parley.http;

/** Hears of every answer that is given, whatever became of the request. Never blocks. */
@FunctionalInterface
public interface Watcher {
  void answered(Answered answered);
}
