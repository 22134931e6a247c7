package parley.realtime;

import java.nio.ByteBuffer;

/** Why the server ends a connection, in the protocol's numbers. */
enum CloseReason {
  UNREADABLE(406, "cannot be read", 20422),
  TOKEN_EXPIRED(410, "Access Token expired", 20104),
  TOKEN_REVOKED(401, "Access Token's key is revoked", 20103);

  private final int status;
  private final String description;
  private final int code;

  CloseReason(int status, String description, int code) {
    this.status = status;
    this.description = description;
    this.code = code;
  }

  ByteBuffer frame() {
    return Frame.write(
        json ->
            json.text("method", "close")
                .text("id", "close")
                .object(
                    "status",
                    out ->
                        out.number("code", status)
                            .text("status", description)
                            .text("description", description)
                            .number("errorCode", code)));
  }
}
