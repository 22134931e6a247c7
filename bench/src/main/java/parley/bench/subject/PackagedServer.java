package parley.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import parley.bench.load.Connection.Credentials;

/** The server in its packaged form, as a process of its own. */
public final class PackagedServer implements AutoCloseable {
  private static final Credentials CREDENTIALS =
      new Credentials("AC00000000000000000000000000000001", "parley-bench-auth-token");

  private final Launch launch;

  private PackagedServer(Launch launch) {
    this.launch = launch;
  }

  /** The account that every server of the bench is started for. */
  public static Credentials credentials() {
    return CREDENTIALS;
  }

  /**
   * Starts it and waits for its first answer to an authenticated request.
   *
   * @param program bin/parley
   * @param database null for the embedded one in the data directory
   */
  public static PackagedServer start(Path program, Path data, @Nullable String database) {
    try {
      Files.createDirectories(data);
      var port = Launch.freePort();
      var builder =
          new ProcessBuilder(
              program.toString(), "serve", "--port", Integer.toString(port), "--data", data + "");
      var environment = builder.environment();
      environment.keySet().removeIf(name -> name.startsWith("PARLEY_") && !isOfJava(name));
      environment.put("PARLEY_ACCOUNT_SID", CREDENTIALS.account());
      environment.put("PARLEY_AUTH_TOKEN", CREDENTIALS.token());
      // One for all: data that are kept from run to run know the key they were made with.
      environment.put("PARLEY_SECRET_KEY", "0123456789abcdef".repeat(4));
      if (database != null) {
        environment.put("PARLEY_DATABASE", database);
      }
      return new PackagedServer(
          Launch.of(
              builder,
              port,
              "/v1/Conversations?PageSize=1",
              CREDENTIALS,
              data.resolve("server.log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOfJava(String name) {
    return name.equals("PARLEY_JAVA_HOME") || name.equals("PARLEY_JAVA_OPTS");
  }

  public URI address() {
    return launch.address();
  }

  public long pid() {
    return launch.process().pid();
  }

  public StartUp startUp() {
    return launch.startUp();
  }

  @Override
  public void close() {
    launch.close();
  }
}
