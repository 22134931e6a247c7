/**
 * What is due and what is woken: tasks of this server that run when the clock says so or when they
 * are called, and an agenda in the database, which all servers share.
 *
 * <p>Leans on: storage, value. Deliberately not here: what is done; it stands in its room, and the
 * wiring says when it runs.
 */
package parley.due;
