package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.RawConnection;
import parley.testkit.TestServer;

/** A file that is still on its way here while a test moves the clock, or empties the server. */
@Timeout(60)
class UploadMeanwhileTest {
  private static final String PICTURE = "a picture".repeat(1000);
  private static final String HALF = PICTURE.substring(0, PICTURE.length() / 2);
  private static final String REST = PICTURE.substring(HALF.length());

  @RegisterExtension final TestServer server = TestServer.onSqlite().withTestControls();

  /** Half a file is on its way, and known of. */
  private RawConnection begun() {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var upload = RawConnection.to(server.address());
    upload.send(
        """
        POST /v1/Services/%s/Media HTTP/1.1\r
        Host: x\r
        Authorization: %s\r
        Content-Type: image/png\r
        Content-Length: %d\r
        \r
        """
            .formatted(service, TestServer.AUTHORIZATION, PICTURE.length()));
    upload.send(HALF);
    await().until(() -> files().size() == 1);
    return upload;
  }

  private List<Path> files() {
    try (var all = Files.walk(server.files())) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  @Test
  void comesToItsEndThoughTheClockMakesItOld() {
    try (var upload = begun()) {
      server.post("/parley/v1/Test/Clock", "Advance", "P30D").is(200);
      assertThat(upload.send(REST).answer()).startsWith("HTTP/1.1 201");
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void leavesNothingWhereTheServerWasEmptied() {
    try (var upload = begun()) {
      server.post("/parley/v1/Test/Reset").is(204);
      assertThat(upload.send(REST).answer()).startsWith("HTTP/1.1 404");
    }
    server.settle();
    assertThat(files()).isEmpty();
  }
}
