package parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import parley.bench.load.Connection;
import parley.bench.subject.Webhooks;

/**
 * Services of which some have a webhook that answers and the others one that is dead, or none. The
 * living have more conversations than the dead, and all of them get messages in turn.
 */
final class Tenants {
  private static final int LIVING = 10;
  private static final int DEAD = 100;
  private static final int CONVERSATIONS_OF_LIVING = 100;
  private static final int CONVERSATIONS_OF_DEAD = 2;

  /** So many messages go to the living for one that goes to the dead. */
  private static final int LIVING_FOR_DEAD =
      LIVING * CONVERSATIONS_OF_LIVING / (DEAD * CONVERSATIONS_OF_DEAD);

  private static final Pattern SID = Pattern.compile("\"sid\":\"(\\w+)\"");

  private final List<Tenant> living = new ArrayList<>();
  private final List<Tenant> dead = new ArrayList<>();

  /** A service, with the paths of its conversations. */
  private record Tenant(String sid, List<String> conversations) {}

  /** The server makes them, as it is asked to. */
  static Tenants make(Connection connection) throws IOException {
    var tenants = new Tenants();
    for (var i = 0; i < LIVING; i++) {
      tenants.living.add(tenant(connection, CONVERSATIONS_OF_LIVING));
    }
    for (var i = 0; i < DEAD; i++) {
      tenants.dead.add(tenant(connection, CONVERSATIONS_OF_DEAD));
    }
    return tenants;
  }

  private static Tenant tenant(Connection connection, int conversations) throws IOException {
    var service = create(connection, "/v1/Services", "FriendlyName=Tenant");
    var path = "/v1/Services/" + service + "/Conversations";
    var all = new ArrayList<String>();
    for (var i = 0; i < conversations; i++) {
      all.add(path + "/" + create(connection, path, "FriendlyName=Room"));
    }
    return new Tenant(service, all);
  }

  private static String create(Connection connection, String path, String form) throws IOException {
    var answer = connection.post(path, form);
    var sid = SID.matcher(answer.text());
    if (answer.status() != 201 || !sid.find()) {
      throw new IllegalStateException(path + " answers " + answer.text());
    }
    return sid.group(1);
  }

  /**
   * Gives each of the living a target of its own.
   *
   * @param receiver empty to take them away
   */
  void tellLiving(Connection connection, String receiver) throws IOException {
    tell(connection, living, receiver);
  }

  /** The same for the dead. */
  void tellDead(Connection connection, String receiver) throws IOException {
    tell(connection, dead, receiver);
  }

  private static void tell(Connection connection, List<Tenant> tenants, String receiver)
      throws IOException {
    for (var tenant : tenants) {
      var url = receiver.isEmpty() ? "" : receiver + "/" + tenant.sid();
      Webhooks.ofService(connection, tenant.sid(), url);
    }
  }

  /** The conversations of all, in the order in which they are written to. */
  Stream<String> conversations() {
    var toDead = roundRobin(dead);
    var toLiving = roundRobin(living);
    var all = new ArrayList<String>();
    for (var i = 0; i < toDead.size(); i++) {
      all.add(toDead.get(i));
      all.addAll(toLiving.subList(i * LIVING_FOR_DEAD, (i + 1) * LIVING_FOR_DEAD));
    }
    return all.stream();
  }

  /** Those of the dead. */
  Stream<String> conversationsOfDead() {
    return roundRobin(dead).stream();
  }

  private static List<String> roundRobin(List<Tenant> tenants) {
    var all = new ArrayList<String>();
    for (var i = 0; i < tenants.getFirst().conversations().size(); i++) {
      for (var tenant : tenants) {
        all.add(tenant.conversations().get(i));
      }
    }
    return all;
  }

  /** How many of so many messages, posted in that order, the living hear of at the least. */
  static double heard(double messages) {
    return Math.floor(messages / (LIVING_FOR_DEAD + 1)) * LIVING_FOR_DEAD;
  }
}
