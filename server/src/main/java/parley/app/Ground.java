package parley.app;

import java.time.Clock;
import parley.access.Account;
import parley.access.ApiKeys;
import parley.access.Vault;
import parley.due.Agenda;
import parley.due.Due;
import parley.event.Advice;
import parley.event.Events;
import parley.inbox.Answers;
import parley.media.Blobs;
import parley.outbound.Outbound;
import parley.problem.Limits;
import parley.storage.Database;
import parley.storage.News;
import parley.testing.PinnedBlobs;
import parley.value.Sids;

/** What every part stands on: what a server was started with, and what is made of that alone. */
public final class Ground {
  final Database database;
  final Account account;
  final ApiKeys apiKeys;
  final Vault vault;
  final Rules rules;
  final Limits limits;
  final Clock clock;
  final Answers answers;

  /** The files of media, of which a snapshot can hold some. */
  final PinnedBlobs files;

  final Sids sids;
  final News news;
  final Outbound outbound;
  final Events events = new Events();
  final Advice advice = new Advice();

  /** What this server does by itself. */
  public final Due due;

  /** What all servers of a database do once. */
  final Agenda agenda;

  private final Blobs blobs;

  /**
   * @param answers to list requests, kept or made anew; they are the same
   */
  public Ground(
      Database database,
      Account account,
      ApiKeys apiKeys,
      Vault vault,
      Blobs blobs,
      Rules rules,
      Clock clock,
      Answers answers) {
    this.database = database;
    this.account = account;
    this.apiKeys = apiKeys;
    this.vault = vault;
    this.blobs = blobs;
    this.rules = rules;
    this.clock = clock;
    this.answers = answers;
    limits = rules.limits();
    files = new PinnedBlobs(blobs);
    sids = new Sids(clock);
    news = database.news();
    outbound = new Outbound(rules.outbound());
    due = new Due(clock);
    agenda = new Agenda(database, due, clock);
  }

  /** The same, upon another view of the database and by another clock. */
  Ground upon(Database view, Clock other) {
    return new Ground(view, account, apiKeys, vault, blobs, rules, other, answers);
  }
}
