package parley.http;

import java.nio.ByteBuffer;

/** Takes in connections that stay open and speak in both directions (WebSocket, RFC 6455). */
public interface SocketDoor {
  /** Takes one in. It hears nothing before it asks for it by {@link Socket#demand}. */
  Talk open(Socket socket);

  /**
   * What is said on one connection. Its methods are called by one thread at a time, and must not
   * block: whoever is late there holds up others.
   */
  interface Talk {
    /** A binary message has come; the next one comes when it is asked for. */
    void received(ByteBuffer message);

    /** Whoever is at the other end has shown a sign of life. */
    void alive();

    /** It is over, for whatever reason. Nothing follows. */
    void closed();
  }
}
