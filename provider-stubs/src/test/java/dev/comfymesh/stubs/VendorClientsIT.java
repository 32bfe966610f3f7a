package dev.comfymesh.stubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clients that the vendors themselves publish, each led through all that we use of its provider. */
class VendorClientsIT {
    private static final Path PROJECT = Path.of("target/vendor-clients");
    private static final int SECONDS = 90;

    @TempDir
    static Path directory;

    private static ProviderStubs stubs;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(runs(List.of("node", "--version")), "skipped: Node.js is not on the PATH");
        copyProject();
        var npm =
                "npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=0 --fetch-timeout=20000";
        assumeTrue(
                runs(List.of(npm.split(" "))),
                "skipped: npm cannot install the vendors' clients, see target/vendor-clients/log");
        stubs = ProviderStubs.start(List.of("--port", "0", "--directory", directory.toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (stubs != null) {
            stubs.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"runpod", "comfyapi", "fal", "replicate", "together"})
    void areContent(String vendor) throws Exception {
        new Client(HttpClient.newHttpClient(), stubs.url(vendor))
                .turn(new JsonObject()
                        .put("coldStartMillis", 50)
                        .put("runMillis", 300)
                        .put("jitterMillis", 0));

        var ended = runs(List.of("node", vendor + ".mjs", stubs.url(vendor)));

        assertThat(ended).as(Files.readString(PROJECT.resolve("log"))).isTrue();
    }

    private static void copyProject() throws IOException, URISyntaxException {
        var source = Path.of(Objects.requireNonNull(VendorClientsIT.class.getResource("/vendor-clients"))
                .toURI());
        Files.createDirectories(PROJECT);
        try (var files = Files.list(source)) {
            for (var file : files.toList()) {
                Files.write(PROJECT.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }

    private static boolean runs(List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(PROJECT);
        try {
            var process = new ProcessBuilder(command)
                    .directory(PROJECT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(PROJECT.resolve("log").toFile())
                    .start();
            if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException absent) {
            return false;
        }
    }
}
