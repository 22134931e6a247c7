package parley.junit;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that is to go wrong (docs/testing.md); each method answers another one. */
public final class Fault {
  private final Map<String, String> parameters;

  private Fault(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Calls of one operation.
   *
   * @param route its template, such as {@code /v1/Conversations/{Sid}/Messages}
   */
  public static Fault of(String method, String route) {
    return ofAnyCall().with("Method", method).with("Route", route);
  }

  /** Calls of any operation. */
  public static Fault ofAnyCall() {
    return new Fault(Map.of());
  }

  /** Deliveries to webhooks whose URL begins so. */
  public static Fault ofDeliveriesTo(String target) {
    return ofAnyCall().with("Target", target);
  }

  /** Answers so, and does nothing. */
  public Fault status(int status) {
    return with("Status", "" + status);
  }

  /** The API's code in that answer. */
  public Fault code(int code) {
    return with("Code", "" + code);
  }

  /** Takes its time, a minute at most. */
  public Fault delay(Duration delay) {
    return with("DelayMs", "" + delay.toMillis());
  }

  /** Cuts the connection before anything is done. */
  public Fault dropBefore() {
    return with("Drop", "true").with("When", "before");
  }

  /** Cuts the connection when all is done, in place of the answer. */
  public Fault dropAfter() {
    return with("Drop", "true").with("When", "after");
  }

  /** So often at most. */
  public Fault times(int times) {
    return with("Times", "" + times);
  }

  /** Only a share of the calls, 0 to 1, by chance that is the same every time. */
  public Fault share(double share) {
    return with("Share", "" + share);
  }

  private Fault with(String name, String value) {
    var more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new Fault(Collections.unmodifiableMap(more));
  }

  Map<String, String> parameters() {
    return parameters;
  }
}
