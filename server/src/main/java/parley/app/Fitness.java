package parley.app;

import java.time.Clock;
import parley.access.SecretProofs;
import parley.access.Vault;
import parley.http.Gate;
import parley.storage.Database;
import parley.storage.Migrations;

/**
 * Whether this server may go on with its database. Another one, of a newer program, can have
 * brought the schema further, or somebody the secrets to other ones: then what this one would write
 * or answer is wrong, and it takes no more requests.
 */
final class Fitness {
  private final Migrations migrations;
  private final SecretProofs proofs;
  private final Vault vault;
  private final String token;
  private final Gate gate;

  Fitness(Database database, Vault vault, String token, Gate gate, Clock clock) {
    this.migrations = new Migrations(database, clock);
    this.proofs = new SecretProofs(database, clock);
    this.vault = vault;
    this.token = token;
    this.gate = gate;
  }

  /** Looks, and closes or opens the gate. */
  void look() {
    if (migrations.isNewer()) {
      gate.close("the database was brought up to date for a newer Parley");
    } else if (proofs.areOthers(vault, token)) {
      gate.close("the secrets of the installation were changed");
    } else {
      gate.open();
    }
  }
}
