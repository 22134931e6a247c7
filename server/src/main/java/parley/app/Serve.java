package parley.app;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Serves the API until it is told to end. */
final class Serve implements Command {

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String summary() {
    return "Serves the API until it is told to end.";
  }

  @Override
  public String footer() {
    return """
    With --ephemeral, and where no others are set: account %s,
    auth token %s, and, for access tokens that you make yourself, the API key
    %s with the secret %s.\
    """
        .formatted(
            Ephemeral.ACCOUNT_SID, Ephemeral.TOKEN.text(), Ephemeral.KEY_SID, Ephemeral.KEY_SECRET);
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.values());
  }

  @Override
  public int run(Arguments arguments) throws InterruptedException {
    LoggerFactory.getILoggerFactory(); // before there are two threads: it warns of a second one
    var settings = Settings.of(arguments);
    Logging.use(settings.logs().format());
    var served = ServedApi.start(settings, ShowConfig.values(arguments));
    System.out.print(served.ready());
    System.out.flush();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(new Stop(served::close, served.drainTime()), "stop"));
    if (settings.untilStdinEnds()) {
      Stdin.whenEnded(System.in, () -> System.exit(0));
    }
    new CountDownLatch(1).await(); // the stop ends the process
    return 0;
  }
}
