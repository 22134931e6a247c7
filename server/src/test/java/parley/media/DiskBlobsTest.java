package parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on disk. */
class DiskBlobsTest {
  private static final String SID = "ME01a2030000000000" + "0".repeat(16);

  @TempDir Path directory;

  @Test
  void asManyBytesAsAllowedAreKeptAndOneMoreIsNot() throws IOException {
    var blobs = new DiskBlobs(directory);
    assertThat(blobs.put(SID, bytes(1000), 1000)).isEqualTo(1000);
    try (var in = blobs.open(SID, 990)) {
      assertThat(in.readAllBytes()).hasSize(10);
    }
    assertThatThrownBy(() -> blobs.put(other(), bytes(1001), 1000))
        .isInstanceOf(Blobs.TooLarge.class);
    assertNothingUnfinished();
  }

  @Test
  void aSenderWhoGoesAwayLeavesNothingBehind() throws IOException {
    var blobs = new DiskBlobs(directory);
    var gone =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] into, int from, int count) throws IOException {
            return read();
          }
        };
    var broken = new SequenceInputStream(bytes(100_000), gone);
    assertThatThrownBy(() -> blobs.put(SID, broken, 1 << 20)).hasMessage("gone");
    assertThatThrownBy(() -> blobs.open(SID, 0)).isInstanceOf(IOException.class);
    assertNothingUnfinished();
  }

  @Test
  void deletingWhatIsNotThereIsNoFailure() throws IOException {
    new DiskBlobs(directory).delete(SID);
  }

  private static InputStream bytes(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }

  private static String other() {
    return SID.replace('3', '4');
  }

  private void assertNothingUnfinished() throws IOException {
    try (var files = Files.list(directory.resolve("unfinished"))) {
      assertThat(files).isEmpty();
    }
  }
}
