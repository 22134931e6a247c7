package parley.bench.data;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import parley.bench.load.Connection;
import parley.bench.subject.PackagedServer;

/**
 * Conversations of few and of many members, beside those of the data set: what they show is how the
 * price of a message grows with its readers. The server makes them itself, as it is asked to.
 */
public final class Groups {
  private static final List<Integer> SIZES = List.of(2, 3, 10, 100, 1_000);

  private Groups() {}

  /** The unique name of the one with so many members. */
  public static String name(int members) {
    return "members-" + members;
  }

  static void make(URI server) throws IOException {
    try (var connection = new Connection(server, PackagedServer.credentials())) {
      for (var size : SIZES) {
        var conversation = "/v1/Conversations/" + name(size);
        post(connection, "/v1/Conversations", "UniqueName=" + name(size));
        for (var i = 0; i < size; i++) {
          post(connection, conversation + "/Participants", "Identity=member-" + i);
        }
        // As every one of the data set has: a message brings the rows of all members up to date.
        post(connection, conversation + "/Messages", "Body=Welcome");
      }
    }
  }

  private static void post(Connection connection, String path, String form) throws IOException {
    var answer = connection.post(path, form);
    if (answer.status() != 201) {
      throw new IllegalStateException(path + " answers " + answer.text());
    }
  }
}
