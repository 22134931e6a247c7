/**
 * A way in for programs that are not told of Parley: an HTTPS proxy that answers for the hosts of
 * the original itself (decision 33).
 */
@NullMarked
package parley.proxy;

import org.jspecify.annotations.NullMarked;
