package parley.app;

import java.io.IOException;
import parley.http.Port;

/** Takes the ports of a server, each before anything is written. */
final class Ports {
  private Ports() {}

  /**
   * Takes one.
   *
   * @param number 0 for a free one
   * @param hostSetting names the address where that is what has to be mended
   * @param portSetting names the port
   * @throws Refusal when it cannot be had, with what mends it
   */
  static Port take(String host, int number, Setting hostSetting, Setting portSetting) {
    try {
      return Port.take(host, number);
    } catch (IOException e) {
      throw CannotListen.because(e, host, number, hostSetting, portSetting);
    }
  }
}
