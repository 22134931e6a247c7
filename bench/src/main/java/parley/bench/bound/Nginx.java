package parley.bench.bound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import parley.bench.Command;
import parley.bench.subject.Launch;

/**
 * nginx, where nobody has to think: serving an answer's bytes from files, or taking what is sent.
 */
public final class Nginx implements AutoCloseable {
  private final Process process;
  private final Path files;
  private final URI address;

  private Nginx(Process process, Path files, URI address) {
    this.process = process;
    this.files = files;
    this.address = address;
  }

  /** One that serves what is put there. */
  public static Nginx start(Path folder) throws IOException {
    return start(folder, Launch.freePort(), "root files;");
  }

  /**
   * Starts one.
   *
   * @param port of 127.0.0.1
   * @param server what its configuration says of the answers
   */
  static Nginx start(Path folder, int port, String server) {
    try {
      var files = folder.resolve("files");
      Files.createDirectories(files);
      Files.createDirectories(folder.resolve("temp"));
      // As root, its workers would else become somebody who may not be able to read our folder.
      var user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
      Files.writeString(folder.resolve("nginx.conf"), configuration(user, port, server));
      var process =
          new ProcessBuilder(
                  Command.find("nginx").toString(), "-p", folder + "/", "-c", "nginx.conf")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("nginx.log").toFile())
              .start();
      return new Nginx(process, files, URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(String user, int port, String server) {
    return """
    daemon off;
    %s
    worker_processes 1;
    pid nginx.pid;
    error_log stderr;
    events { worker_connections 1024; }
    http {
      access_log off;
      default_type application/json;
      sendfile on;
      tcp_nodelay on;
      keepalive_requests 1000000000;
      open_file_cache max=1000;
      client_body_temp_path temp;
      proxy_temp_path temp;
      fastcgi_temp_path temp;
      uwsgi_temp_path temp;
      scgi_temp_path temp;
      server { listen 127.0.0.1:%d; %s }
    }
    """
        .formatted(user, port, server);
  }

  /** Puts a file there; its path for a request. */
  public String put(String name, byte[] bytes) {
    try {
      var file = files.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return "/" + name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return address;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
