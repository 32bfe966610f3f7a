package dev.comfymesh.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    private final ProcessHandle ourselves = ProcessHandle.current();
    private final PidFile file;

    PidFileTest(@TempDir Path directory) {
        file = new PidFile(directory.resolve("run/some.pid"));
    }

    @Test
    void findsTheProcessThatWasWritten() {
        file.write(ourselves);

        assertThat(file.process()).contains(ourselves);
    }

    @Test
    void isEmptyWithoutAFile() {
        assertThat(file.process()).isEmpty();
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSameNumberForIt() throws Exception {
        file.write(ourselves);
        var lastYear = Files.readString(file.path()).replaceFirst(" .*", " 1000");
        Files.writeString(file.path(), lastYear);

        assertThat(file.process()).isEmpty();
    }

    @Test
    void isEmptyOnceTheProcessIsGone() throws Exception {
        var process = new ProcessBuilder("sleep", "60").start();
        file.write(process.toHandle());

        assertThat(Ending.of(process.toHandle(), Duration.ofSeconds(20))).isEqualTo(Ending.ASKED);
        assertThat(file.process()).isEmpty();
    }

    @Test
    void isEmptyWhenTheFileMakesNoSense() throws Exception {
        file.write(ourselves);
        Files.writeString(file.path(), "half a li");

        assertThat(file.process()).isEmpty();
    }
}
