package dev.comfymesh.local.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell launcher itself, in a copy of the tree with a Maven that only writes down that it was called. */
class LauncherTest {
    private static final List<String> ARTIFACTS = List.of(
            "local-mesh/broker/target/classpath",
            "local-mesh/target/classpath",
            "test-kit/target/classpath",
            "bench/target/classpath",
            "local-mesh/target/local-mesh-0.1.0-SNAPSHOT.jar",
            "comfyui-simulator/target/comfyui-simulator-0.1.0-SNAPSHOT.jar",
            "provider-stubs/target/provider-stubs-0.1.0-SNAPSHOT.jar",
            "ingest-service/target/quarkus-app/quarkus-run.jar",
            "router-service/target/quarkus-app/quarkus-run.jar",
            "executor-service/target/quarkus-app/quarkus-run.jar",
            "scoring-service/target/quarkus-app/quarkus-run.jar");

    private Path root;

    private record Run(int exitCode, String output) {}

    @BeforeEach
    void plant(@TempDir Path directory) throws IOException {
        root = Files.createDirectory(directory.resolve("a mesh with spaces"));
        Files.copy(Path.of("..", "mesh"), root.resolve("mesh"));
        write("pom.xml", "<project/>");
        write("local-mesh/broker/pom.xml", "<project/>");
        write("ingest-service/pom.xml", "<project/>");
        write("ingest-service/src/main/java/A.java", "class A {}");
        maven("echo called >> calls; for file in %s; do mkdir -p $(dirname $file); touch $file; done"
                .formatted(String.join(" ", ARTIFACTS)));
    }

    @Nested
    class Builds {
        @Test
        void whenNothingIsBuiltYet() throws Exception {
            assertThat(mesh("build").exitCode()).isZero();
            assertThat(calls()).isEqualTo(1);
        }

        @Test
        void notAgainWhenNothingChanged() throws Exception {
            mesh("build");
            mesh("build");

            assertThat(calls()).isEqualTo(1);
        }

        @Test
        void whenASourceIsNewer() throws Exception {
            mesh("build");
            touchLater("ingest-service/src/main/java/A.java");
            mesh("build");

            assertThat(calls()).isEqualTo(2);
        }

        @Test
        void whenASourceIsGone() throws Exception {
            mesh("build");
            Files.delete(root.resolve("ingest-service/src/main/java/A.java"));
            touchLater("ingest-service/src/main/java");
            mesh("build");

            assertThat(calls()).isEqualTo(2);
        }

        @Test
        void whenAResourceIsNewer() throws Exception {
            write("ingest-service/src/main/resources/db/migration/V1__ingest.sql", "select 1;");
            mesh("build");
            touchLater("ingest-service/src/main/resources/db/migration/V1__ingest.sql");
            mesh("build");

            assertThat(calls()).isEqualTo(2);
        }

        @Test
        void onlyOnceAtATime() throws Exception {
            Files.createDirectories(root.resolve(".mesh"));
            var holder = new ProcessBuilder("flock", ".mesh/lock", "sh", "-c", "echo held; cat")
                    .directory(root.toFile())
                    .start();
            try {
                assertThat(holder.inputReader().readLine()).isEqualTo("held");

                var second = mesh("up");

                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.output()).contains("another ./mesh up, build or test is at work here");
                assertThat(root.resolve("calls")).doesNotExist();
            } finally {
                holder.getOutputStream().close();
                holder.waitFor();
            }
            assertThat(mesh("build").exitCode()).isZero();
        }

        @Test
        void whenAnArtifactIsMissing() throws Exception {
            mesh("build");
            Files.delete(root.resolve("scoring-service/target/quarkus-app/quarkus-run.jar"));
            mesh("build");

            assertThat(calls()).isEqualTo(2);
        }

        @Test
        void againAfterAFailureThatItExplains() throws Exception {
            maven("echo '[INFO] Scanning'; echo '[ERROR] A.java:[1,1] cannot find symbol'; exit 1");

            var failed = mesh("build");

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.output()).contains("the build failed: A.java:[1,1] cannot find symbol", "build.log");
            assertThat(root.resolve(".mesh/built")).doesNotExist();
        }
    }

    @Test
    void explainsItsCommands() throws Exception {
        assertThat(mesh("help").output()).contains("up [--node URL]", "demo", "down");
    }

    @Test
    void refusesACommandThatItDoesNotKnow() throws Exception {
        var refused = mesh("upp");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("there is no command 'upp'");
    }

    @Test
    void followsTheLogsThatThereAre() throws Exception {
        assertThat(mesh("logs").output()).contains("there are no logs yet: run ./mesh up first");
        write(".mesh/logs/router.log", "a line\n");
        write(".mesh/logs/router.previous.log", "an older line\n");

        assertThat(mesh("logs", "rooter").output()).contains("there is no log of 'rooter'; there are: router");
        var follower = launcher("logs").start();
        try {
            assertThat(follower.inputReader().readLine()).isEqualTo("a line");
        } finally {
            follower.destroy();
            follower.waitFor();
        }
    }

    @Test
    void saysHowToGetAJavaWhenThereIsNone() throws Exception {
        var script = root.resolve("mesh");
        Files.writeString(script, Files.readString(script).replace("WANTED=25", "WANTED=999"));

        var refused = mesh("status");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("no JDK 999 or later was found", "https://adoptium.net", "JAVA_HOME=");
    }

    @Test
    void sendsWhoeverHasNothingBuiltToUp() throws Exception {
        assertThat(mesh("down").output()).contains("run ./mesh up first");
    }

    @Test
    void startsAgainWhatEndedByItselfUntilItIsTakenDown() throws Exception {
        write("jdk/bin/javac", "#!/bin/sh\n");
        write("jdk/bin/java", """
                #!/bin/sh
                case $* in
                *XshowSettings*) echo '    java.specification.version = 25' ;;
                *) echo "$@" >>'%s/started' ;;
                esac
                """.formatted(root));
        Stream.of("jdk/bin/javac", "jdk/bin/java", "mesh").forEach(this::makeExecutable);
        write("local-mesh/target/classpath", "");
        write("local-mesh/target/local-mesh-0.1.0-SNAPSHOT.jar", "");
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        write(".mesh/run/kafka.pid", ProcessHandle.current().pid() + " 0\n");
        write(".mesh/run/router.pid", ended.pid() + " 0\n");

        var launcher = launcher("keep");
        launcher.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        var keeper = launcher.start();
        try {
            var said = keeper.inputReader();
            assertThat(said.readLine()).endsWith("started again after it ended by itself: router");
            // It has ended still, and so it is tried once more.
            assertThat(said.readLine()).endsWith("started again after it ended by itself: router");
            assertThat(root.resolve("started")).content().contains("up --again");

            var down = launcher("down");
            down.environment().put("JAVA_HOME", root.resolve("jdk").toString());
            down.start().waitFor();
            keeper.waitFor();
        } finally {
            keeper.destroy();
        }
    }

    private void makeExecutable(String path) {
        assertThat(root.resolve(path).toFile().setExecutable(true)).isTrue();
    }

    private Run mesh(String... arguments) throws Exception {
        var process = launcher(arguments).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private ProcessBuilder launcher(String... arguments) {
        var command = new ArrayList<>(List.of("sh", "mesh"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        var path = root.resolve("bin") + ":" + System.getenv("PATH");
        builder.environment().putAll(Map.of("PATH", path, "JAVA_HOME", System.getProperty("java.home")));
        return builder;
    }

    private void maven(String body) throws IOException {
        write("bin/mvn", "#!/bin/sh\ncd '%s'\n%s\n".formatted(root, body));
        assertThat(root.resolve("bin/mvn").toFile().setExecutable(true)).isTrue();
    }

    private long calls() throws IOException {
        return Files.readAllLines(root.resolve("calls")).size();
    }

    private void touchLater(String path) throws IOException {
        Files.setLastModifiedTime(
                root.resolve(path), FileTime.from(Instant.now().plusSeconds(5)));
    }

    private void write(String path, String content) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
