package dev.comfymesh.local.mesh;

import dev.comfymesh.local.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings one component up: leaves it running, or starts it as a process that outlives us, and waits until it is ready. */
final class Start {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);

    private final Layout layout;
    private final Component component;
    private final Board board;
    private final boolean wasUp;
    private final long begunNanos = System.nanoTime();
    private final ProcessHandle process;

    private Start(Layout layout, Component component, Board board) {
        this.layout = layout;
        this.component = component;
        this.board = board;
        var running = layout.pidFile(component.name()).process();
        this.wasUp = running.isPresent();
        this.process = running.orElseGet(() -> launch(layout, component));
    }

    static Start of(Layout layout, Component component, Board board) {
        return new Start(layout, component, board);
    }

    /** Fails with {@link Trouble} when the process ends or is not ready in time. */
    void awaitReady(long deadlineNanos) {
        while (!component.probe().isReady()) {
            board.move(component.name(), "starting   " + elapsed());
            if (Ending.comesWithin(process, BETWEEN_PROBES)) {
                throw new Trouble(component.name() + " ended during its start" + reason());
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new Trouble(component.name() + " is not ready after " + elapsed() + reason());
            }
        }
        board.tell(component.name(), wasUp ? "ready      was already up" : "ready      " + elapsed());
    }

    private static ProcessHandle launch(Layout layout, Component component) {
        try {
            var log = layout.log(component.name());
            keepPrevious(log);
            var builder = new ProcessBuilder(detached(component.command()))
                    .directory(layout.root().toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(component.environment());
            var process = builder.start().toHandle();
            layout.pidFile(component.name()).write(process);
            return process;
        } catch (IOException refused) {
            throw new Trouble(component.name() + " cannot be started: " + refused.getMessage());
        }
    }

    /** A session of its own, so that neither a closed terminal nor its Ctrl-C reaches the process. */
    private static List<String> detached(List<String> command) {
        var setsid = List.of("/usr/bin/setsid", "/bin/setsid").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        var detached = new ArrayList<String>();
        detached.add(setsid.orElse("nohup"));
        detached.addAll(command);
        return detached;
    }

    private static void keepPrevious(Path log) throws IOException {
        if (Files.exists(log)) {
            var previous = log.resolveSibling(log.getFileName().toString().replace(".log", ".previous.log"));
            Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String reason() {
        var log = layout.log(component.name());
        return LogFile.lastError(log).map(line -> ": " + line).orElse("") + "\n    Its log: " + Layout.shown(log);
    }

    private String elapsed() {
        return Board.seconds(Duration.ofNanos(System.nanoTime() - begunNanos));
    }
}
