package parley.push;

import java.time.Clock;
import java.util.Optional;
import parley.access.Sealed;
import parley.access.Vault;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with credentials. */
public final class Credentials implements Sealed {
  private final CredentialStore store;
  private final Database database;
  private final Sids sids;
  private final Clock clock;

  /**
   * @param vault encrypts what is secret
   */
  public Credentials(Database database, Vault vault, Sids sids, Clock clock) {
    this.store = new CredentialStore(vault, database.dialect());
    this.database = database;
    this.sids = sids;
    this.clock = clock;
  }

  /** Makes a credential; its secrets are encrypted and never answered. */
  public Credential add(String account, NewCredential wish) {
    var now = clock.instant();
    var credential =
        new Credential(
            sids.fresh("CR"), account, wish.friendlyName(), wish.type(), wish.sandbox(), now, now);
    database.change(tx -> store.insert(tx, credential, wish.secrets()));
    return credential;
  }

  /** Finds a credential of an account. */
  public Optional<Credential> find(String account, String sid) {
    return database.read(tx -> store.find(tx, account, sid));
  }

  /** The credentials of an account, oldest first. */
  public Page<Credential> list(String account, PageAsked asked) {
    return database.read(tx -> store.list(tx, account, asked));
  }

  /** Changes a credential; empty when it is not there. */
  public Optional<Credential> edit(String account, String sid, EditedCredential wish) {
    return database.write(
        tx -> {
          var credential = store.lock(tx, account, sid).map(old -> wish.over(old, clock.instant()));
          credential.ifPresent(edited -> store.update(tx, edited, wish.secrets()));
          return credential;
        });
  }

  /**
   * Deletes a credential with the bindings that were made with it, those first, some at a time.
   * Whether it was there.
   */
  public boolean remove(String account, String sid, Bindings bindings) {
    var found = find(account, sid).isPresent();
    while (found && database.write(tx -> isUsedOrElseGone(tx, account, sid, bindings))) {
      bindings.removeSomeWith(sid);
    }
    return found;
  }

  /** It is held before it is looked at: no device is bound with it meanwhile. */
  private boolean isUsedOrElseGone(Tx tx, String account, String sid, Bindings bindings) {
    store.lock(tx, account, sid);
    var used = bindings.anyWith(tx, sid);
    if (!used) {
      store.delete(tx, account, sid);
    }
    return used;
  }

  @Override
  public int unreadable() {
    return database.read(store::unreadable);
  }

  /** The credentials themselves stay; whoever made them sends their secrets again. */
  @Override
  public void forgetUnreadable() {
    database.change(store::forgetUnreadable);
  }
}
