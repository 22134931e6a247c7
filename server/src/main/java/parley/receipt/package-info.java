/**
 * What became of messages on their way to participants outside chat. Nothing here sends: whoever
 * carries a message (a gateway, or a test) reports how it went, and clients read it.
 */
package parley.receipt;
