package parley.app;

import java.util.List;

/** Tells the version of Parley and of the Java it runs on. */
final class Version implements Command {
  static final String NUMBER = number();

  private static String number() {
    var number = Version.class.getPackage().getImplementationVersion();
    return number == null ? "unpackaged" : number;
  }

  @Override
  public String name() {
    return "version";
  }

  @Override
  public String summary() {
    return "Tells the version.";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  public int run(Arguments arguments) {
    System.out.println("Parley " + NUMBER);
    System.out.println("Java " + Runtime.version() + " on " + System.getProperty("os.name"));
    return 0;
  }
}
