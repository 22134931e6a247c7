package parley.app;

import picocli.CommandLine.IVersionProvider;

/** Which Parley this is. */
final class Version implements IVersionProvider {
  static final String NUMBER = number();

  private static String number() {
    var number = Version.class.getPackage().getImplementationVersion();
    return number == null ? "unpackaged" : number;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "Parley " + NUMBER, "Java " + Runtime.version() + " on " + System.getProperty("os.name")
    };
  }
}
