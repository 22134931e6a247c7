/**
 * Answers to list requests that are kept for the next request like theirs.
 *
 * <p>Leans on: the inbox, which knows of it nothing but {@link parley.inbox.Answers}. Deliberately
 * not here: who may ask; that is decided before an answer is looked for.
 */
package parley.inbox.kept;
