/** What a user with an access token may do: one table, and the one place where it is asked. */
@NullMarked
package parley.permission;

import org.jspecify.annotations.NullMarked;
