package parley.bench.bound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import parley.bench.Command;

/** What the answers' bytes cost when nobody has to think: nginx serving them from files. */
public final class Nginx implements AutoCloseable {
  private final Process process;
  private final Path files;
  private final URI address;

  private Nginx(Process process, Path files, URI address) {
    this.process = process;
    this.files = files;
    this.address = address;
  }

  public static Nginx start(Path folder) {
    try {
      var files = folder.resolve("files");
      Files.createDirectories(files);
      Files.createDirectories(folder.resolve("temp"));
      int port;
      try (var socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      // As root, its workers would else become somebody who may not be able to read our folder.
      var user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
      Files.writeString(folder.resolve("nginx.conf"), configuration(user, port));
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

  private static String configuration(String user, int port) {
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
      server { listen 127.0.0.1:%d; root files; }
    }
    """
        .formatted(user, port);
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
