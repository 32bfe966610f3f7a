package dev.comfymesh.kit.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryObjectStoreTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private ObjectStore objects;

    @BeforeEach
    void emptyStore() throws IOException {
        objects = new DirectoryObjectStore(VERTX, directory);
    }

    @AfterAll
    static void stop() {
        VERTX.closeAndAwait();
    }

    @Test
    void givesBackWhatWasPut() {
        objects.put("t/a/1", CONTENT).await().indefinitely();

        assertThat(objects.read("t/a/1").await().indefinitely()).isEqualTo(CONTENT);
        assertThat(objects.size("t/a/1").await().indefinitely()).contains(10L);
    }

    @Test
    void takesAFinishedFileIn() throws IOException {
        var file = Files.write(objects.temporaryFile(), CONTENT);

        objects.put("t/a/1", file).await().indefinitely();

        assertThat(objects.read("t/a/1").await().indefinitely()).isEqualTo(CONTENT);
        assertThat(file).doesNotExist();
    }

    @Test
    void readsAPart() {
        objects.put("t/a/1", CONTENT).await().indefinitely();

        var part = objects.read("t/a/1", 3, 4)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .await()
                .indefinitely();

        assertThat(part.toString()).isEqualTo("3456");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(objects.size("t/none").await().indefinitely()).isEmpty();
        assertThatThrownBy(() -> objects.read("t/none").await().indefinitely()).isInstanceOf(ObjectMissing.class);
    }

    @Test
    void deletesTwiceWithoutHarm() {
        objects.put("t/a/1", CONTENT).await().indefinitely();

        objects.delete("t/a/1").await().indefinitely();
        objects.delete("t/a/1").await().indefinitely();

        assertThat(objects.size("t/a/1").await().indefinitely()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "t/../../out", "", ".unfinished/x", "/etc/passwd"})
    void refusesKeysThatLeadElsewhere(String key) {
        assertThatThrownBy(() -> objects.put(key, CONTENT).await().indefinitely())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
