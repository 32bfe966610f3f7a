package dev.comfymesh.local.mesh;

import dev.comfymesh.local.Port;
import dev.comfymesh.local.mesh.Component.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts what is not running and waits until all of it is ready; when one part fails, what was started is stopped again. */
@Command(name = "up", description = "Start the mesh and wait until it is ready.")
final class Up implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--node",
            paramLabel = "URL",
            description = "A real ComfyUI node to use instead of the simulated ones; may be repeated.")
    private List<String> nodeUrls = new ArrayList<>();

    @Option(names = "--providers", description = "Use accounts at stand-ins for two providers besides the nodes.")
    private boolean providersToo;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description = "How long all of it may take to get ready (default: ${DEFAULT-VALUE}).")
    private int limitSeconds;

    @Option(names = "--again", hidden = true, description = "Start what has ended of a mesh that was up, as it was.")
    private boolean again;

    private final Layout layout = Layout.ofLauncher();

    @Override
    public Integer call() {
        layout.prepare();
        var choice = new NodeChoice(layout);
        var nodes = again ? choice.current() : choice.settle(Node.named(nodeUrls));
        var accounts = new ProviderChoice(layout);
        var providers = again ? accounts.current() : accounts.settle(providersToo);
        var components = new Blueprint(layout, Secrets.of(layout), nodes, providers).components();
        var missing = components.stream()
                .filter(component -> layout.pidFile(component.name()).process().isEmpty())
                .toList();
        Shutdown.endOrphans(layout);
        requireFreePorts(missing);
        layout.writeUrl(Blueprint.API_URL);
        System.out.println(missing.isEmpty() ? "The mesh is already up." : "Starting the mesh");
        var outcome = startOrUndo(components, missing);
        if (outcome == 0 && !again) {
            Welcome.print(layout, nodes, providers);
        }
        return outcome;
    }

    static void requireFreePorts(List<Component> missing) {
        for (var component : missing) {
            if (new Port(component.port()).answers()) {
                throw new Trouble(
                        "port %d is in use by another program, and %s needs it: stop that program, then try again"
                                .formatted(component.port(), component.name()));
            }
        }
    }

    /** What was started stays only when all of it got ready; a Ctrl-C in between counts as a failure. */
    private int startOrUndo(List<Component> components, List<Component> missing) {
        var settled = new AtomicBoolean();
        var onInterrupt = new Thread(() -> undo(settled, missing), "undo");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            start(components);
            settled.set(true);
            return 0;
        } catch (Trouble trouble) {
            if (undo(settled, missing)) {
                throw trouble;
            }
            return INTERRUPTED;
        }
    }

    private boolean undo(AtomicBoolean settled, List<Component> missing) {
        if (settled.getAndSet(true)) {
            return false;
        }
        System.out.println("\nStopping what was started");
        new Shutdown(layout).stop(missing);
        Shutdown.endOrphans(layout);
        return true;
    }

    private void start(List<Component> components) {
        var board = Board.onStandardOutput();
        components.forEach(component -> board.move(component.name(), "waiting"));
        var deadline = System.nanoTime() + Duration.ofSeconds(limitSeconds).toNanos();
        try {
            for (var stage : Stage.values()) {
                var starts = components.stream()
                        .filter(component -> component.stage() == stage)
                        .map(component -> Start.of(layout, component, board))
                        .toList();
                together(starts.stream().map(start -> () -> start.awaitReady(deadline)));
            }
        } finally {
            board.close();
        }
    }

    /** Runs the tasks at once and returns when all are done, or fails as soon as one has failed. */
    private static void together(Stream<Runnable> tasks) {
        var outcome = new CompletableFuture<@Nullable Void>();
        var running = tasks.map(task -> CompletableFuture.runAsync(
                        task, command -> Thread.ofVirtual().start(command)))
                .toArray(CompletableFuture<?>[]::new);
        for (var task : running) {
            task.exceptionally(failure -> {
                outcome.completeExceptionally(failure);
                return null;
            });
        }
        CompletableFuture.allOf(running).thenRun(() -> outcome.complete(null));
        try {
            outcome.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof Trouble trouble ? trouble : failed;
        }
    }
}
