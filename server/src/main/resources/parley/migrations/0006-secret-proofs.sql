-- By these a server proves that it has the secrets of this database: digests that only the secret key
-- makes, from which nobody learns the key or the auth token.

CREATE TABLE secret_proofs (
  secret {key} PRIMARY KEY,
  proof {bytes} NOT NULL,
  created_at BIGINT NOT NULL
) {clustered};
