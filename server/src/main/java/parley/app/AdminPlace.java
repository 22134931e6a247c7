package parley.app;

/** Where health and metrics are shown to whoever asks, apart from what callers reach. */
record AdminPlace(String host, int port) {}
