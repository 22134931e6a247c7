package parley.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Standard input, of which nothing is read but its end. */
final class Stdin {
  private Stdin() {}

  /**
   * Has something done when it ends. The system closes a pipe whose other end is gone, so whoever
   * started this process and holds that end need not live long enough to say so.
   */
  static void whenEnded(InputStream in, Runnable then) {
    Thread.ofPlatform().daemon().name("stdin").start(() -> await(in, then));
  }

  private static void await(InputStream in, Runnable then) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // there is none: that is an end, too
    }
    then.run();
  }
}
