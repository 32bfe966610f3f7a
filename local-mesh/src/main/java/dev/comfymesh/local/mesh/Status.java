package dev.comfymesh.local.mesh;

import dev.comfymesh.local.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Shows what runs. The exit code is 0 when all of it is ready, else 1. */
@Command(name = "status", description = "Show what runs, since when, and how much memory it takes.")
final class Status implements Callable<Integer> {
    private static final String ROW = "%-10s %8s  %-9s %6s %10s  %s%n";

    private final Layout layout = Layout.ofLauncher();

    @Override
    public Integer call() {
        layout.prepare();
        var nodes = new NodeChoice(layout).current();
        var components =
                new Blueprint(layout, Secrets.of(layout), nodes, new ProviderChoice(layout).current()).components();
        System.out.printf(ROW, "COMPONENT", "PID", "STATE", "PORT", "MEMORY", "UP FOR");
        var ready = components.stream().filter(this::show).count();
        return ready == components.size() ? 0 : 1;
    }

    /** Prints one row; answers whether the component is ready. */
    private boolean show(Component component) {
        var process = layout.pidFile(component.name()).process();
        if (process.isEmpty()) {
            System.out.printf(ROW, component.name(), "-", "stopped", component.port(), "-", "-");
            return false;
        }
        var ready = component.probe().isReady();
        var started = process.get().info().startInstant().orElse(Instant.now());
        System.out.printf(
                ROW,
                component.name(),
                process.get().pid(),
                ready ? "ready" : "not ready",
                component.port(),
                ResidentMemory.of(family(component, process.get()))
                        .map("%d MiB"::formatted)
                        .orElse("?"),
                shown(Duration.between(started, Instant.now())));
        return ready;
    }

    /** The process with all that belongs to it; PostgreSQL's server is nobody's child. */
    private List<ProcessHandle> family(Component component, ProcessHandle process) {
        var server = component.name().equals("postgres")
                ? PostgresServer.process(layout.postgres())
                : Optional.<ProcessHandle>empty();
        return Stream.concat(Stream.of(process), server.stream())
                .flatMap(member -> Stream.concat(Stream.of(member), member.descendants()))
                .toList();
    }

    private static String shown(Duration duration) {
        if (duration.toHours() > 0) {
            return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
        }
        if (duration.toMinutes() > 0) {
            return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return duration.toSeconds() + " s";
    }
}
