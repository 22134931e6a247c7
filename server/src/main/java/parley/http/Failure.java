package parley.http;

import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.problem.Code;
import parley.problem.Problem;
import parley.storage.ParentGone;
import parley.storage.StorageFailure;
import parley.value.BadCursor;

/** The API's error body: four keys, and details where there are any (docs/behaviour.md 1.9). */
public final class Failure {
  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  private Failure() {}

  /**
   * A request, as it is spoken of when something goes wrong.
   *
   * @param id by which it is found in the log
   * @param base what links begin with
   */
  record Line(String method, String path, String id, String base) {}

  /** Gets an answer; whatever goes wrong on the way to it becomes one. */
  static Reply guarded(Line line, Supplier<Reply> way) {
    try {
      return way.get();
    } catch (Problem problem) {
      return reply(problem, line.base());
    } catch (BadCursor e) {
      return reply(Code.BAD_PAGE_TOKEN.in("PageToken", "is not a token of this list"), line.base());
    } catch (ParentGone e) {
      return reply(NotFound.at(line.path()), line.base());
    } catch (StorageFailure e) {
      LOG.warn("{} {}: {}", line.method(), line.path(), e.getMessage());
      return reply(problem(e), line.base());
    } catch (Throwable e) {
      // A bug of ours or a broken machine: the caller gets an id, the log gets the rest.
      LOG.error("{} {} failed", line.method(), line.path(), e);
      return reply(Code.SERVER_FAILURE.because("see request " + line.id()), line.base());
    }
  }

  /**
   * The answer that tells a caller of it.
   *
   * @param base what links begin with
   */
  public static Reply reply(Problem problem, String base) {
    var code = problem.code();
    var body = Body.json(json -> write(json, problem, base));
    var reply = new Reply(code.status(), body, headers(code));
    return problem.retrySeconds() == 0
        ? reply
        : reply.with("Retry-After", Long.toString(problem.retrySeconds()));
  }

  private static Map<String, String> headers(Code code) {
    return switch (code) {
      case UNAUTHENTICATED -> Map.of("WWW-Authenticate", "Basic realm=\"Parley\"");
      case UNAVAILABLE -> Map.of("Retry-After", RETRY_AFTER_SECONDS);
      case TOKEN_INVALID,
          TOKEN_HEADER_INVALID,
          TOKEN_ISSUER_INVALID,
          TOKEN_EXPIRED,
          TOKEN_NOT_YET_VALID,
          TOKEN_GRANTS_INVALID,
          TOKEN_SIGNATURE_INVALID,
          TOKEN_LIVES_TOO_LONG ->
          Map.of("WWW-Authenticate", "Bearer realm=\"Parley\"");
      default -> Map.of();
    };
  }

  /**
   * What a failure of the database is to the caller, who is told to repeat the request only where
   * it did nothing. The cause is for the log (decisions/0011).
   */
  static Problem problem(StorageFailure failure) {
    return switch (failure) {
      case StorageFailure.Busy busy -> Code.UNAVAILABLE.because("the database is busy");
      case StorageFailure.Unavailable unavailable ->
          Code.UNAVAILABLE.because("the database is not available");
      case StorageFailure.DiskFailed failed -> Code.UNAVAILABLE.because("the disk cannot be used");
      case StorageFailure.DiskFull full -> Code.DISK_FULL.because("nothing was changed");
      case StorageFailure.OutcomeUnknown unknown ->
          Code.OUTCOME_UNKNOWN.because("look before you repeat the request");
    };
  }

  private static void write(Json json, Problem problem, String base) {
    var code = problem.code();
    json.number("code", code.number());
    json.text("message", problem.getMessage());
    json.text("more_info", base + code.page());
    json.number("status", code.status());
    if (!problem.details().isEmpty()) {
      json.object("details", details -> problem.details().forEach(details::text));
    }
  }
}
