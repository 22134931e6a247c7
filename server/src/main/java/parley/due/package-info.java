/**
 * What is due and what is woken: tasks that run when the clock says so or when they are called.
 *
 * <p>Leans on: value. Deliberately not here: what the tasks do; each stands in its room, and the
 * wiring says when it runs.
 */
package parley.due;
