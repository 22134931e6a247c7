package parley.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A container image in an archive of OCI's layout, as its specification says it is read. */
final class ImageArchive {
  private static final String BLOBS = "blobs/sha256/";

  private final Map<String, byte[]> entries;

  private ImageArchive(Map<String, byte[]> entries) {
    this.entries = entries;
  }

  static ImageArchive of(Path archive) throws IOException {
    return new ImageArchive(contents(Files.readAllBytes(archive)));
  }

  String entry(String name) {
    return new String(bytes(name), UTF_8);
  }

  String digest() {
    return json(entry("index.json")).at("/manifests/0/digest").asString();
  }

  JsonNode manifest() {
    return json(new String(blob(digest()), UTF_8));
  }

  JsonNode config() {
    return json(new String(blob(manifest().at("/config/digest").asString()), UTF_8));
  }

  /** Digests of the layers, the lowest first. */
  List<String> layers() {
    return manifest().get("layers").valueStream().map(one -> one.get("digest").asString()).toList();
  }

  /** Digests of the layers without their compression. */
  List<String> unpackedDigests() throws IOException {
    var digests = new ArrayList<String>();
    for (var layer : layers()) {
      digests.add("sha256:" + sum(unpacked(layer)));
    }
    return digests;
  }

  /** Names of blobs that are others than they say, or as long as no description of them says. */
  List<String> wrongBlobs() {
    var sizes = new LinkedHashMap<String, Long>();
    manifest().get("layers").forEach(one -> describe(sizes, one));
    describe(sizes, manifest().get("config"));
    describe(sizes, json(entry("index.json")).at("/manifests/0"));
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(BLOBS))
        .filter(
            entry ->
                !entry.getKey().equals(BLOBS + sum(entry.getValue()))
                    || sizes.getOrDefault(entry.getKey(), -1L) != entry.getValue().length)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void describe(Map<String, Long> sizes, JsonNode blob) {
    sizes.put(
        BLOBS + blob.get("digest").asString().substring("sha256:".length()),
        blob.get("size").asLong());
  }

  /** The files of all layers, the lowest first. */
  List<TarArchiveEntry> files() throws IOException {
    var files = new ArrayList<TarArchiveEntry>();
    for (var layer : layers()) {
      try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(unpacked(layer)))) {
        tar.forEach(files::add);
      }
    }
    return files;
  }

  /** What a file of some layer holds. */
  String text(String name) throws IOException {
    for (var layer : layers()) {
      var bytes = contents(unpacked(layer)).get(name);
      if (bytes != null) {
        return new String(bytes, UTF_8);
      }
    }
    throw new NoSuchElementException(name);
  }

  private byte[] unpacked(String digest) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(blob(digest)))) {
      return in.readAllBytes();
    }
  }

  private byte[] blob(String digest) {
    return bytes(BLOBS + digest.substring("sha256:".length()));
  }

  private byte[] bytes(String name) {
    return Optional.ofNullable(entries.get(name)).orElseThrow();
  }

  private static Map<String, byte[]> contents(byte[] archive) throws IOException {
    var contents = new LinkedHashMap<String, byte[]>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          contents.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
    return contents;
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
