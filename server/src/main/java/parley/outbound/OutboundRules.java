package parley.outbound;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What may be called.
 *
 * @param localAllowed whether this machine and private networks may be, because nobody but this
 *     machine can tell the server what to call
 * @param allowed ranges that may be called whatever they are
 * @param authorities who vouches for certificates besides those whom the system trusts
 */
public record OutboundRules(
    boolean localAllowed, List<Cidr> allowed, List<X509Certificate> authorities) {
  /** Public addresses alone. */
  public static final OutboundRules PUBLIC = new OutboundRules(false, List.of(), List.of());

  /** Public addresses, private networks and this machine. */
  public static final OutboundRules LOCAL = new OutboundRules(true, List.of(), List.of());

  public OutboundRules {
    allowed = List.copyOf(allowed);
    authorities = List.copyOf(authorities);
  }
}
