package dev.comfymesh.stubs.studio;

import dev.comfymesh.simulator.domain.execution.Audience;
import dev.comfymesh.simulator.domain.execution.CacheMode;
import dev.comfymesh.simulator.domain.execution.HistoryEntry;
import dev.comfymesh.simulator.domain.execution.Intake;
import dev.comfymesh.simulator.domain.execution.Node;
import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.profile.Profile;
import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.storage.Root;
import dev.comfymesh.stubs.domain.Made;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A ComfyUI node behind a provider's counter: checks graphs and really runs them, one at a time and without delay. */
public final class GraphStudio implements AutoCloseable {
    private final Folders folders;
    private final Node node;
    private final Thread worker;
    private final Map<String, CompletableFuture<HistoryEntry>> runs = new ConcurrentHashMap<>();

    /** What became of a graph that was handed in. */
    public sealed interface Answer {
        record Taken(String run) implements Answer {}

        /** In the node's own words. */
        record Refused(Map<String, @Nullable Object> error, Map<String, @Nullable Object> nodeErrors)
                implements Answer {}
    }

    private GraphStudio(Folders folders) throws IOException {
        var shelf = new ModelShelf(folders.base(), true);
        shelf.furnish();
        var around = new Node.Surroundings(
                Catalogue.builtIn(folders, shelf, () -> "graph"),
                new Knobs(0),
                duration -> LockSupport.parkNanos(duration.toNanos()),
                Clock.systemUTC(),
                (_, _, _) -> {},
                new CacheMode.None(),
                Profile.CURRENT,
                _ -> {});
        this.folders = folders;
        this.node = new Node(around, new Ear());
        this.worker = Thread.ofVirtual().name("studio").start(node::work);
    }

    public static GraphStudio open(Path directory) throws IOException {
        return new GraphStudio(Folders.open(directory));
    }

    /** Puts a file where graphs look for their inputs. */
    public void stage(String name, byte[] content) {
        var input = folders.of(Root.INPUT);
        var file = input.resolve(name).normalize();
        if (!file.startsWith(input)) {
            throw new IllegalArgumentException(name + " is no name of a file");
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer hand(@Nullable Object graph) {
        var run = UUID.randomUUID().toString();
        runs.put(run, new CompletableFuture<>());
        var body = Json.object("prompt", graph, "prompt_id", run, "client_id", run);
        return switch (node.intake().submit(body, null)) {
            case Intake.Answer.Accepted _ -> new Answer.Taken(run);
            case Intake.Answer.Refused(var error, var nodeErrors) -> {
                runs.remove(run);
                yield new Answer.Refused(error, nodeErrors);
            }
        };
    }

    /** Waits for the run's end. */
    public Made made(String run) {
        var entry = runs.getOrDefault(run, new CompletableFuture<>()).join();
        runs.remove(run);
        return entry.completed() ? new Made.Pictures(pictures(entry)) : broken(entry);
    }

    private List<Made.Picture> pictures(HistoryEntry entry) {
        var pictures = new ArrayList<Made.Picture>();
        entry.outputs().forEach((id, shown) -> {
            var images = shown instanceof Map<?, ?> map && map.get("images") instanceof List<?> list ? list : List.of();
            images.forEach(image -> {
                if (image instanceof Map<?, ?> file && "output".equals(file.get("type"))) {
                    pictures.add(picture(id, file));
                }
            });
        });
        return pictures;
    }

    /** What is handed out is not kept. */
    private Made.Picture picture(String id, Map<?, ?> item) {
        var name = String.valueOf(item.get("filename"));
        var file = folders.of(Root.OUTPUT)
                .resolve(String.valueOf(item.get("subfolder")))
                .resolve(name);
        try {
            var bytes = Files.readAllBytes(file);
            Files.delete(file);
            return new Made.Picture(id, name, bytes, 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Made broken(HistoryEntry entry) {
        var error = entry.messages().getLast().data();
        return new Made.Broken(
                text(error, "node_id"),
                text(error, "node_type"),
                text(error, "exception_type"),
                text(error, "exception_message"));
    }

    private static String text(Map<String, @Nullable Object> error, String name) {
        return String.valueOf(error.get(name));
    }

    @Override
    public void close() {
        worker.interrupt();
    }

    /** Hears a run end: that is when the node says that it executes nothing any more. */
    private final class Ear implements Audience {
        @Override
        public void client(@Nullable Object clientId, String type, Map<String, @Nullable Object> data) {
            if (type.equals("executing") && data.get("node") == null) {
                var run = String.valueOf(clientId);
                node.history().find(run).ifPresent(entry -> {
                    var waiting = runs.get(run);
                    if (waiting != null) {
                        waiting.complete(entry);
                    }
                });
                node.history().delete(run);
            }
        }

        @Override
        public void all(String type, Map<String, @Nullable Object> data) {}

        @Override
        public void binary(@Nullable Object clientId, byte[] frame) {}

        @Override
        public void lose(@Nullable Object clientId) {}

        @Override
        public boolean wantsPreviewMetadata(@Nullable Object clientId) {
            return false;
        }
    }
}
