package parley.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import parley.access.Access;
import parley.access.Caller;
import parley.access.WrongTries;
import parley.problem.Problem;

/** Finds out who asks, by whatever a request shows of it, and has those wait who guess. */
final class Authenticator {
  /** Where clients of the original put an access token (docs/behaviour.md 5.1). */
  static final String ACCESS_TOKEN = "X-Twilio-Token";

  private final Access access;
  private final BaseUrl baseUrl;
  private final WrongTries wrongTries;
  private final Semaphore late;

  Authenticator(Access access, BaseUrl baseUrl, HttpLimits limits) {
    this.access = access;
    this.baseUrl = baseUrl;
    wrongTries = new WrongTries(limits.wrongTryDelay());
    late = new Semaphore(Math.max(1, limits.connections() / 8));
  }

  /** Who asks, or the refusal; after too many wrong tries from an address it comes late. */
  Caller authenticate(Request request, String address) {
    var headers = request.getHeaders();
    var authorization = headers.get(HttpHeader.AUTHORIZATION);
    var token = headers.get(ACCESS_TOKEN);
    var shown = authorization != null || token != null;
    var page = shown ? null : PageRequest.of(request, baseUrl.of(request));
    try {
      return page == null
          ? access.authenticate(authorization, token)
          : access.verifySession(page.token(), page.proof());
    } catch (Problem refusal) {
      if (shown || page != null) {
        pause(wrongTries.note(address));
      }
      throw refusal;
    }
  }

  /**
   * On a virtual thread, as every request is answered. What waits has a connection, and guesses
   * must not have all of them: those that are too many do not wait.
   */
  private void pause(Duration delay) {
    if (delay.isZero() || !late.tryAcquire()) {
      return;
    }
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      late.release();
    }
  }
}
