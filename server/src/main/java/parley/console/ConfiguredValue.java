package parley.console;

/**
 * What a server was started with.
 *
 * @param value as it may be shown: of a secret that it is set
 * @param where it was set; {@code default} for what nobody has
 */
public record ConfiguredValue(String name, String value, String where) {}
