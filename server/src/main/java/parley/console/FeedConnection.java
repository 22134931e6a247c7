package parley.console;

import java.nio.ByteBuffer;
import parley.http.Socket;
import parley.http.SocketDoor;
import parley.problem.Problem;
import parley.storage.StorageFailure;

/**
 * One console that is connected. Each message says what it wants to hear of from now on, and shows
 * that its session is still good; the page sends one now and then, or is let go.
 */
final class FeedConnection implements SocketDoor.Talk {
  private final Socket socket;
  private final LiveFeed feed;
  private final FeedQueue queue;
  private volatile FeedWish wish = FeedWish.NOTHING;

  FeedConnection(Socket socket, LiveFeed feed) {
    this.socket = socket;
    this.feed = feed;
    this.queue = new FeedQueue(socket);
  }

  /** Not here, where nothing may wait: whether a key is still there is asked of the database. */
  @Override
  public void received(ByteBuffer message) {
    Thread.startVirtualThread(() -> handle(message));
  }

  private void handle(ByteBuffer message) {
    try {
      var asked = FeedWish.read(message);
      var token = socket.ownSession();
      feed.require(token == null ? "" : token, asked.proof());
      wish = asked;
      queue.tell(json -> json.text("type", "ready"));
      socket.demand();
    } catch (Problem | StorageFailure refusal) {
      socket.close();
    }
  }

  boolean wantsEvents() {
    return wish.events();
  }

  void tell(byte[] frame) {
    queue.tell(frame);
  }

  void changed(String conversation) {
    var wanted = wish;
    if (conversation.equals(wanted.conversation())) {
      queue.tellOnce(
          conversation, json -> json.text("type", "changed").text("conversation", conversation));
    }
    if (wanted.any()) {
      queue.tellOnce("any", json -> json.text("type", "any"));
    }
  }

  void writing(String conversation, String user) {
    if (conversation.equals(wish.conversation())) {
      queue.tellOnce(
          user,
          json ->
              json.text("type", "writing").text("conversation", conversation).text("user", user));
    }
  }

  @Override
  public void alive() {}

  @Override
  public void closed() {
    queue.close();
    feed.forget(this);
  }

  void drop() {
    socket.close();
  }
}
