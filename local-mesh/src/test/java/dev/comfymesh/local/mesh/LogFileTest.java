package dev.comfymesh.local.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path directory;

    @Test
    void prefersTheRootCause() throws IOException {
        var log = log("""
                2026-11-22 10:00:00,000 ERROR [Application] Failed to start application
                java.lang.RuntimeException: Failed to start quarkus
                \tat io.quarkus.Application.start(Application.java:101)
                Caused by: java.sql.SQLException: cannot connect
                Caused by: java.net.ConnectException: Connection refused to 127.0.0.1:15432
                """);

        assertThat(LogFile.lastError(log)).contains("Connection refused to 127.0.0.1:15432");
    }

    @Test
    void takesTheExceptionWithoutACause() throws IOException {
        var log =
                log("Exception in thread \"main\" java.lang.IllegalStateException: no room left\n\tat A.b(A.java:1)\n");

        assertThat(LogFile.lastError(log)).contains("no room left");
    }

    @Test
    void takesWhatTheVirtualMachineSays() throws IOException {
        assertThat(LogFile.lastError(log("Error: Unable to access jarfile x.jar\n")))
                .contains("Unable to access jarfile x.jar");
    }

    @Test
    void takesTheLastLineOfLevelErrorWhenThereIsNoException() throws IOException {
        var log = log("10:00 ERROR [A] first\n10:01 INFO [A] fine\n10:02 ERROR [B] second\n");

        assertThat(LogFile.lastError(log)).contains("[B] second");
    }

    @Test
    void saysNothingWhereNothingWentWrong() throws IOException {
        assertThat(LogFile.lastError(log("10:00 INFO [A] started\n"))).isEmpty();
        assertThat(LogFile.lastError(directory.resolve("missing.log"))).isEmpty();
    }

    private Path log(String content) throws IOException {
        return Files.writeString(directory.resolve("some.log"), content);
    }
}
