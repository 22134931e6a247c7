package parley.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host by its name; a literal address is its own. */
@FunctionalInterface
interface NameLookup {
  /** As the system does it. */
  NameLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  List<InetAddress> addresses(String host) throws UnknownHostException;
}
