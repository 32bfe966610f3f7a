package dev.comfymesh.kit.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path directory;

    @AfterAll
    static void stop() {
        VERTX.closeAndAwait();
    }

    @Test
    void writesAndMeasures() throws IOException {
        var content = ((Intake.Outcome.Complete) take(chunks("a", "bc"), 3, 0)).content();

        assertThat(content.bytes()).isEqualTo(3);
        assertThat(content.sha256()).isEqualTo(SHA256_OF_ABC);
        assertThat(content.head()).asString().isEqualTo("abc");
        assertThat(Files.readString(content.file())).isEqualTo("abc");
    }

    @Test
    void takesAnEmptyStream() {
        assertThat(take(Multi.createFrom().empty(), 3, 0)).isInstanceOf(Intake.Outcome.Complete.class);
    }

    @Test
    void readsOnForAWhileWithoutKeepingWhatIsTooLong() {
        assertThat(take(chunks("ab", "cd"), 3, 10)).isEqualTo(new Intake.Outcome.TooLong(true));
        assertThat(take(chunks("ab", "cd").onCompletion().switchTo(endless()), 3, 10))
                .isEqualTo(new Intake.Outcome.TooLong(false));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void keepsNothingOfAStreamThatBreaks() {
        var breaking = chunks("a").onCompletion().fail();

        assertThatThrownBy(() -> take(breaking, 3, 0)).isNotInstanceOf(Unwritable.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void tellsWhoseFaultItIs() throws IOException {
        Files.createFile(directory.resolve("taken"));

        assertThatThrownBy(() -> take(chunks("a"), 3, 0)).isInstanceOf(Unwritable.class);
    }

    private Intake.Outcome take(Multi<Buffer> stream, long maxBytes, long drainBytes) {
        return Intake.of(VERTX, stream, directory.resolve("taken"), maxBytes, drainBytes)
                .await()
                .indefinitely();
    }

    private static Multi<Buffer> chunks(String... texts) {
        return Multi.createFrom().items(texts).map(Buffer::buffer);
    }

    private static Multi<Buffer> endless() {
        return Multi.createFrom().range(0, Integer.MAX_VALUE).map(_ -> Buffer.buffer("x"));
    }
}
