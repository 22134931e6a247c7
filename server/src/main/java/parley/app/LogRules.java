package parley.app;

/**
 * What is logged, and how.
 *
 * @param requests whether there is a line for each request
 */
record LogRules(LogFormat format, boolean requests) {}
