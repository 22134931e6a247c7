package parley.event;

/**
 * What is wished of a thing, after whoever wanted to was asked.
 *
 * @param key the thing: its SID, if somebody was asked, so that a name that means another thing by
 *     now leads to nothing that nobody was asked about; else what the caller called it
 */
public record Advised<W>(String key, W wish) {}
