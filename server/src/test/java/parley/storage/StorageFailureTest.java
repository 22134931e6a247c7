package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StorageFailureTest {
  @Test
  void aFileThatHasNoRoomIsAFullDiskAndAnyOtherFailureABrokenOne() {
    assertThat(StorageFailure.ofFile(new IOException("No space left on device")))
        .isInstanceOf(StorageFailure.DiskFull.class);
    assertThat(StorageFailure.ofFile(new IOException("Disk quota exceeded")))
        .isInstanceOf(StorageFailure.DiskFull.class);
    assertThat(StorageFailure.ofFile(new IOException("Input/output error")))
        .isInstanceOf(StorageFailure.DiskFailed.class);
  }
}
