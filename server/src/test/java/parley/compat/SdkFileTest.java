package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The JavaScript client that comes with Parley, for the page of the demo, is the published one. */
class SdkFileTest {
  private static final Path OURS = Path.of("src/main/resources/parley/chat/sdk");
  private static final String CLIENT = "twilio-conversations.min.js";

  @Test
  void theNoteBesideItTellsItsChecksum() throws IOException, NoSuchAlgorithmException {
    var digest =
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(OURS.resolve(CLIENT)));
    assertThat(Files.readString(OURS.resolve("README.md")))
        .contains(HexFormat.of().formatHex(digest));
  }

  @Test
  void itIsTheFileOfTheNpmPackageAndSoAreItsLicences() throws IOException, InterruptedException {
    var npm = NodePackage.installed("client").file("node_modules/conversations-3");
    assertThat(OURS.resolve(CLIENT)).hasSameBinaryContentAs(npm.resolve("builds").resolve(CLIENT));
    for (var text : new String[] {"LICENSE", "NOTICE.txt"}) {
      assertThat(OURS.resolve(text))
          .hasSameTextualContentAs(npm.resolve(text), StandardCharsets.UTF_8);
    }
  }
}
