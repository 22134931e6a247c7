package parley.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server for tests in this very process: on a free port of this machine, with data that goes with
 * it, credentials that are always the same, and test controls. Several at once do not meet.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final ServedApi served;

  private EmbeddedServer(ServedApi served) {
    this.served = served;
  }

  /**
   * Starts one. Variables of the environment do not count.
   *
   * @param options as of {@code parley serve}, such as {@code --webhooks-for-rest=on}
   * @throws IllegalArgumentException when they are wrong
   * @throws IllegalStateException when it cannot be started
   */
  public static EmbeddedServer start(String... options) {
    var words = new ArrayList<>(List.of("--ephemeral", "--test-controls", "--port", "0"));
    words.addAll(List.of(options)); // of an option that is there twice the last one holds
    try {
      var arguments = Arguments.parse(new Serve(), words, Map.of());
      return new EmbeddedServer(
          ServedApi.start(Settings.of(arguments), ShowConfig.values(arguments)));
    } catch (UsageError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (Refusal e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Where it listens; paths of the API begin behind it. */
  public URI baseUrl() {
    return served.address();
  }

  public String accountSid() {
    return served.installation().account().sid();
  }

  public String authToken() {
    return served.installation().account().authToken();
  }

  /** The SID of an API key, by which SDKs make access tokens. */
  public String apiKeySid() {
    return Ephemeral.KEY_SID;
  }

  public String apiKeySecret() {
    return Ephemeral.KEY_SECRET;
  }

  /** Where its data is until it ends. */
  Path directory() {
    return served.installation().directory();
  }

  /**
   * Makes everything as it was after the start.
   *
   * @throws RuntimeException when something that is under way does not end
   */
  public void reset() {
    served.wiring().rehearsal.resetAll();
  }

  /** Ends it; nothing is left of its data. */
  @Override
  public void close() {
    served.close();
  }
}
