/**
 * Files that messages carry, as the original's media host keeps them (docs/behaviour.md 8.5). What
 * is known of a file is in the database; its bytes are behind {@link parley.media.Blobs}.
 */
package parley.media;
