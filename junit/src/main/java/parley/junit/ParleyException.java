package parley.junit;

/** What the server refused. */
public final class ParleyException extends RuntimeException {
  private final int status;
  private final int code;

  ParleyException(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The status of the answer, such as 404. */
  public int status() {
    return status;
  }

  /** The API's code, such as 20404; 0 where the answer had none. */
  public int code() {
    return code;
  }
}
