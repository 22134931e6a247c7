package parley.operations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;
import parley.access.Actor;
import parley.access.Caller;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.http.Call;
import parley.http.Filter;
import parley.http.Reply;
import parley.http.Routes;
import parley.problem.Code;
import parley.testing.Resettable;

/**
 * Refuses changes that come faster than the rules allow; reads are free. Each conversation, service
 * and caller has a bucket of tokens: a second's worth of changes may come at once, and what is used
 * comes back evenly. A change that is refused has not begun. Each server counts for itself.
 */
public final class RateFilter implements Filter, Resettable {
  /** Those that changed last; who is forgotten begins with a full bucket. */
  private static final int BUCKETS_MAX = 50_000;

  /** A bucket that was left alone so long is full. */
  private static final Duration FULL_AGAIN = Duration.ofSeconds(5);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RateRules rules;
  private final Conversations conversations;
  private final Cache<String, Bucket> buckets;
  private final TimeMeter time;

  public RateFilter(RateRules rules, Conversations conversations) {
    this.rules = rules;
    this.conversations = conversations;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(BUCKETS_MAX)
            .expireAfterAccess(FULL_AGAIN)
            .ticker(rules.nanos()::getAsLong)
            .executor(Runnable::run)
            .build();
    this.time = new Nanos(rules.nanos());
  }

  private record Nanos(LongSupplier now) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return now.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  /**
   * Lets a change pass, if it is not one too many.
   *
   * @throws parley.problem.Problem 20429, 50063 or 50074, with the time after which it may come
   */
  @Override
  public Reply pass(Call call, Routes.Handler next) {
    if (isCounted(call.route())) {
      take(Code.TOO_MANY_REQUESTS, "by " + name(call.caller()), rules.ofCaller());
      switch (RateScope.of(call.route())) {
        case CONVERSATION -> takeOfConversation(call);
        case SERVICE -> take(Code.SERVICE_TOO_FAST, "in " + call.service(), rules.ofService());
        case CALLER -> {}
      }
    }
    return next.handle(call);
  }

  /** Not what a test steers the server by, which has to work whatever the test is about. */
  private static boolean isCounted(Routes.Route route) {
    return !route.open()
        && !route.method().equals("GET")
        && !route.template().startsWith("/parley/v1/Test/");
  }

  /** Fills all buckets. */
  @Override
  public void reset() {
    buckets.invalidateAll();
  }

  private static String name(Caller caller) {
    if (caller.actor() instanceof Actor.OfUser user) {
      return user.serviceSid() + " " + user.identity();
    }
    return caller.keySid() == null ? caller.accountSid() : caller.keySid();
  }

  /**
   * By its SID, whichever of its names the path has. One that is not there has no rate: callers
   * could fill the memory with names of any length, and the answer is 404 anyway.
   */
  private void takeOfConversation(Call call) {
    if (rules.ofConversation() > 0) {
      var variables = call.route().variables();
      var key = call.path(variables.contains("ConversationSid") ? "ConversationSid" : "Sid");
      conversations
          .find(call.service(), key)
          .map(Conversation::sid)
          .ifPresent(sid -> take(Code.CONVERSATION_TOO_FAST, "in " + sid, rules.ofConversation()));
    }
  }

  private void take(Code refusal, String whose, int perSecond) {
    if (perSecond == 0) {
      return;
    }
    var probe = buckets.get(whose, any -> full(perSecond)).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      var seconds = Math.ceilDiv(probe.getNanosToWaitForRefill(), SECOND.toNanos());
      throw refusal.because("at most " + perSecond + " changes a second").retriedIn(seconds);
    }
  }

  private Bucket full(int perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
        .withCustomTimePrecision(time)
        .build();
  }
}
