package parley.inbound;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.address.AddressConfigurations;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.inbound.InboundOutcome.MessagePlace;
import parley.media.Media;
import parley.message.Messages;
import parley.message.NewMessage;
import parley.outbound.Outbound;
import parley.participant.LivePair;
import parley.participant.Participants;
import parley.problem.Code;
import parley.problem.Problem;
import parley.service.Services;
import parley.storage.Database;
import parley.storage.Tx;
import parley.webhook.ConversationWebhooks;

/**
 * Takes messages from outside in: finds the one open conversation of their pair of addresses, or
 * opens one (docs/behaviour.md 8.2, decision 22). What must be asked or fetched comes first, with
 * nothing held; the transaction looks once more, and if the message belongs elsewhere by then, all
 * begins anew.
 */
public final class InboundMessages {
  private static final int LOOKS_MAX = 10;

  /** What is refused where somebody was quicker. */
  private static final Set<Code> OVERTAKEN =
      Set.of(
          Code.ADDRESS_PAIR_IN_USE,
          Code.CONVERSATION_CLOSED,
          Code.PARENT_CONVERSATION_MISSING,
          Code.NOT_FOUND);

  private final InboundStore store = new InboundStore();
  private final Database database;
  private final Conversations conversations;
  private final Participants participants;
  private final Messages messages;
  private final AddressConfigurations addresses;
  private final Opening opening;
  private final MediaFetcher fetcher;
  private final Clock clock;

  public InboundMessages(
      Database database,
      Services services,
      Conversations conversations,
      Participants participants,
      Messages messages,
      Media media,
      ConversationWebhooks webhooks,
      AddressConfigurations addresses,
      Outbound outbound,
      Clock clock) {
    this.database = database;
    this.conversations = conversations;
    this.participants = participants;
    this.messages = messages;
    this.addresses = addresses;
    this.opening =
        new Opening(services, conversations, participants, messages, media, webhooks, addresses);
    this.fetcher = new MediaFetcher(outbound, media);
    this.clock = clock;
  }

  /**
   * Takes a message in. One that was taken in already, by the id of its channel, is answered as it
   * was then.
   *
   * @throws Problem 50507 and 50508 for media that cannot be attached, 20422 and 50512 for a file
   *     that cannot be fetched, 50057 when a webhook that is asked before fails; then nothing has
   *     changed, and it may be handed in again
   */
  public InboundOutcome take(String account, NewInboundMessage wish) {
    var cause = Cause.byChannel(account, wish.type().wire());
    var files = new InboundFiles(fetcher, wish, cause);
    for (var look = 0; look < LOOKS_MAX; look++) {
      var known = known(account, wish.channelMessageSid());
      if (known.isPresent()) {
        return known.get();
      }
      var outcome = look(wish, files, cause);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    throw Code.CONFLICT.because("others keep changing where it belongs");
  }

  private Optional<InboundOutcome> known(String account, @Nullable String channelMessageSid) {
    return channelMessageSid == null
        ? Optional.empty()
        : database.read(tx -> store.find(tx, account, channelMessageSid));
  }

  /** Empty when somebody was quicker, and it is to be looked for anew. */
  private Optional<InboundOutcome> look(NewInboundMessage wish, InboundFiles files, Cause cause) {
    try {
      return Optional.of(bringOrDrop(wish, files, cause));
    } catch (LookAgain e) {
      return Optional.empty();
    } catch (Problem problem) {
      if (OVERTAKEN.contains(problem.code())) {
        return Optional.empty();
      }
      throw problem;
    }
  }

  private InboundOutcome bringOrDrop(NewInboundMessage wish, InboundFiles files, Cause cause) {
    try {
      return bring(wish, files, cause);
    } catch (Problem problem) {
      if (problem.code() == Code.PRE_HOOK_REJECTED) {
        return drop(wish, Dropped.REJECTED, cause);
      }
      throw problem;
    }
  }

  private InboundOutcome bring(NewInboundMessage wish, InboundFiles files, Cause cause) {
    var account = cause.accountSid();
    var pair = database.read(tx -> participants.findPair(tx, account, wish.from(), wish.to()));
    if (pair.isPresent()) {
      return speak(pair.get(), wish, files, cause);
    }
    var configured =
        addresses.find(account, wish.to()).filter(address -> address.type() == wish.type());
    if (configured.isEmpty()) {
      return drop(wish, Dropped.NOT_CONFIGURED, cause);
    }
    if (!configured.get().autoCreation().enabled()) {
      return drop(wish, Dropped.DISABLED, cause);
    }
    var plan = opening.plan(configured.get(), wish, files, cause);
    return database.write(tx -> remembered(tx, wish, opening.open(tx, plan, cause), null, cause));
  }

  /** Adds the message to the conversation of its pair. */
  private InboundOutcome speak(
      LivePair pair, NewInboundMessage wish, InboundFiles files, Cause cause) {
    var conversation =
        database.read(tx -> conversations.findAll(tx, List.of(pair.conversationSid()))).stream()
            .findFirst()
            .orElseThrow(LookAgain::new);
    var service = conversation.serviceSid();
    var said = wish.message(pair.participantSid(), files.in(service));
    var advised = messages.advised(service, conversation.sid(), said, cause);
    return database.write(
        tx ->
            conversations
                .change(
                    tx,
                    service,
                    conversation.sid(),
                    cause,
                    held -> Optional.of(speak(held, pair, wish, advised)))
                .orElseThrow(LookAgain::new));
  }

  private InboundOutcome speak(
      Held held, LivePair pair, NewInboundMessage wish, NewMessage advised) {
    var account = held.cause().accountSid();
    var present = participants.findPair(held.tx(), account, wish.from(), wish.to());
    if (!present.equals(Optional.of(pair))) {
      throw new LookAgain();
    }
    var message = messages.add(held, advised);
    var place = MessagePlace.of(held.serviceSid(), pair.participantSid(), message, false);
    return remembered(held.tx(), wish, place, null, held.cause());
  }

  private InboundOutcome drop(NewInboundMessage wish, Dropped why, Cause cause) {
    return database.write(tx -> remembered(tx, wish, null, why, cause));
  }

  /** The outcome, which is known from this transaction's commit on. */
  private InboundOutcome remembered(
      Tx tx,
      NewInboundMessage wish,
      @Nullable MessagePlace place,
      @Nullable Dropped dropped,
      Cause cause) {
    var outcome =
        new InboundOutcome(
            cause.accountSid(),
            wish.channelMessageSid(),
            wish.type(),
            wish.from(),
            wish.to(),
            place,
            dropped,
            clock.instant());
    if (wish.channelMessageSid() != null && !store.insert(tx, outcome)) {
      throw new LookAgain(); // the same one came by another way at the same time
    }
    return outcome;
  }
}
