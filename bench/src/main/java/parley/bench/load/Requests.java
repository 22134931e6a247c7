package parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Requests that wrk sends one after the other, as the file that rotate.lua reads. */
public record Requests(Path file) {

  /**
   * One request.
   *
   * @param header one more header line, or nothing
   * @param form the body, or nothing
   */
  public record One(String method, String path, String header, String form) {
    public static One get(String path) {
      return new One("GET", path, "", "");
    }
  }

  public static Requests write(Path file, List<One> all) {
    try {
      Files.write(
          file,
          all.stream()
              .map(one -> String.join("\t", one.method(), one.path(), one.header(), one.form()))
              .toList());
      return new Requests(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
