package parley.realtime;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import parley.access.Actor;
import parley.access.Caller;
import parley.user.User;

/** Who is connected to this server, by whichever clients. */
final class Attendance {
  /** Somebody who may be connected. */
  record Who(String accountSid, String serviceSid, String identity) {
    static Who of(User user) {
      return new Who(user.accountSid(), user.serviceSid(), user.identity());
    }

    private static Optional<Who> of(@Nullable Caller caller) {
      return caller != null && caller.actor() instanceof Actor.OfUser user
          ? Optional.of(new Who(caller.accountSid(), user.serviceSid(), user.identity()))
          : Optional.empty();
    }
  }

  /** By what they are connected; who is not has no entry. */
  private final Map<Who, Set<ClientConnection>> connected = new ConcurrentHashMap<>();

  /** A client is there. Whose it is, unless that was known. */
  Optional<Who> add(ClientConnection client) {
    return Who.of(client.caller()).filter(who -> !isKnown(who, client) && add(who, client));
  }

  private boolean isKnown(Who who, ClientConnection client) {
    var clients = connected.get(who);
    return clients != null && clients.contains(client);
  }

  private boolean add(Who who, ClientConnection client) {
    connected.compute(who, (key, clients) -> with(clients, client));
    return true;
  }

  private static @Nullable Set<ClientConnection> with(
      @Nullable Set<ClientConnection> clients, ClientConnection client) {
    var all = clients == null ? ConcurrentHashMap.<ClientConnection>newKeySet(1) : clients;
    if (!client.isOver()) { // or whoever ended it has been here before
      all.add(client);
    }
    return all.isEmpty() ? null : all;
  }

  /** A client is over. Whose it was, if he has no other. */
  Optional<Who> remove(ClientConnection client) {
    return Who.of(client.caller())
        .filter(who -> connected.computeIfPresent(who, (key, all) -> without(all, client)) == null);
  }

  private static @Nullable Set<ClientConnection> without(
      Set<ClientConnection> clients, ClientConnection client) {
    clients.remove(client);
    return clients.isEmpty() ? null : clients;
  }

  boolean has(Who who) {
    return connected.containsKey(who);
  }

  /** All who are connected. */
  Set<Who> all() {
    return connected.keySet();
  }
}
