package parley.proxy;

import parley.value.Word;

/**
 * Where the proxy listens, and what becomes of what is not for Parley.
 *
 * @param port 0 for a free one
 */
public record ProxyRules(String host, int port, Others others) {

  /** What becomes of a connection to a host that Parley does not answer for. */
  public enum Others implements Word {
    /** It is told so, and nothing leaves the machine. */
    REFUSE,
    /** It goes where it wants, untouched. */
    PASS
  }
}
