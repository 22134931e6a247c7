package parley.http;

import java.io.InputStream;

/**
 * Bytes that an answer sends as it reads them, so that no file is ever whole in memory.
 *
 * @param length how many bytes the stream has, exactly
 * @param bytes closed when the answer is sent or has failed
 */
public record Download(long length, InputStream bytes) {}
