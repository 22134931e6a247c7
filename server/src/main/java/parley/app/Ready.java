package parley.app;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.console.ConsolePage;
import parley.site.ChatPage;

/** What a server says when it is ready: where it is, and a request to paste into a shell. */
final class Ready {
  /** What who asked for the demo is told when there was no room for it. */
  static final String NOT_FILLED =
      "  --demo      this database has conversations already: nothing was filled; for a fresh one"
          + " name another --data\n";

  /** The variable by which {@code ./parley} says that it has built the program just now. */
  static final String BUILT = "PARLEY_BUILT";

  /** The variable by which {@code bin/parley} says that somebody reads what it prints. */
  static final String TERMINAL = "PARLEY_TERMINAL";

  private Ready() {}

  /**
   * The lines.
   *
   * @param address where the server listens
   * @param admin where metrics are shown without credentials; null where they are not
   * @param consoleLink the secret that signs in to the console once; null for none
   * @param demoShown whether the demo's data is there to be looked at
   * @param chatShown whether the page is there that shows it as a chat
   */
  static String text(
      Installation installation,
      URI address,
      @Nullable URI admin,
      @Nullable String consoleLink,
      boolean demoShown,
      boolean chatShown) {
    var seconds = Duration.between(started(), Instant.now()).toMillis() / 1000.0;
    var account = installation.account().sid();
    var url = reachable(address);
    var lines = new StringBuilder();
    lines.append(
        String.format(
            Locale.ROOT,
            "Parley %s is ready on %s after %.2f s%n",
            Version.NUMBER,
            address,
            seconds));
    line(lines, "account", account);
    line(lines, "auth token", installation.tokenPlace());
    if (installation.hasKnownKey()) {
      line(lines, "api key", Ephemeral.KEY_SID + ", secret " + Ephemeral.KEY_SECRET);
    }
    line(lines, "database", installation.databasePlace());
    if (installation.hasTestControls()) {
      line(lines, "tests", "whoever has the credentials can empty it: " + url + "/parley/v1/Test");
    }
    if (admin != null) {
      line(lines, "admin", reachable(admin) + "/metrics");
    }
    if (chatShown) {
      line(lines, "chat", url + ChatPage.PATH);
    }
    line(lines, "console", url + ConsolePage.PATH + signingIn(consoleLink));
    line(lines, "look", url + "/");
    line(
        lines,
        "try",
        "curl -s%s -w '\\n' -u \"%s:%s\" '%s%s'"
            .formatted(
                address.getScheme().equals("https") ? "k" : "",
                account,
                installation.tokenForShell(),
                url,
                path(demoShown)));
    return lines.toString();
  }

  /** Behind a #, where no browser sends it along with the address, and no log finds it. */
  private static String signingIn(@Nullable String secret) {
    return secret == null ? "" : "#link=" + secret + " (signs in, once)";
  }

  private static void line(StringBuilder lines, String name, String text) {
    lines.append("  %-11s %s%n".formatted(name, text));
  }

  private static String path(boolean demoShown) {
    return demoShown
        ? "/v1/Users/"
            + Demo.IDENTITY
            + "/Conversations?OrderBy=LastActivity&Include=LastMessage,Totals&PageSize=3"
        : "/v1/Conversations";
  }

  /** An address to call: one that means every address of the machine is none. */
  static String reachable(URI address) {
    return address.toString().replaceFirst("//(0\\.0\\.0\\.0|\\[[0:]+])", "//127.0.0.1");
  }

  /** Since when it starts: its launcher counts too, but not a build that came first. */
  private static Instant started() {
    return System.getenv(BUILT) == null
        ? ProcessHandle.current().info().startInstant().orElseGet(Instant::now)
        : Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }
}
