package dev.comfymesh.simulator.trace;

import dev.comfymesh.simulator.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where the server of a scenario lives: in this process, or in one of its own when the scenario kills it. */
sealed interface Stage extends AutoCloseable {

    String url();

    /** Ends the server as the scenario does. */
    @Override
    void close() throws Exception;

    static List<String> options(Path directory, List<String> more) {
        var options = new ArrayList<>(List.of("--port", "0", "--directory", directory.toString(), "--stock", "empty"));
        options.addAll(more);
        return options;
    }

    /** A server in this process. */
    record Inside(Simulator simulator, AtomicBoolean ended) implements Stage {

        static Inside open(Path directory, List<String> more) throws Exception {
            return new Inside(Simulator.start(options(directory, more)), new AtomicBoolean());
        }

        @Override
        public String url() {
            return simulator.url();
        }

        @Override
        public void close() throws Exception {
            if (ended.compareAndSet(false, true)) {
                simulator.stop();
            }
        }
    }

    /** A server in a process of its own. */
    record Outside(Process process, String url) implements Stage {

        static Outside open(Path directory) throws Exception {
            var command = new ArrayList<>(interruptible());
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Simulator.class.getName()));
            command.addAll(options(directory, List.of()));
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Outside(process, ready(process.getInputStream()));
        }

        /** What a shell runs in the background is deaf to SIGINT, with all its children, unless they are told otherwise. */
        private static List<String> interruptible() throws IOException, InterruptedException {
            var hearing = List.of("env", "--default-signal=INT");
            var probe = new ArrayList<>(hearing);
            probe.add("true");
            return new ProcessBuilder(probe).start().waitFor() == 0 ? hearing : List.of();
        }

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        int awaitEnd() throws InterruptedException {
            return process.waitFor();
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        private static String ready(InputStream output) {
            var reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            return reader.readLine().replace("ready on ", "");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .join();
        }
    }
}
