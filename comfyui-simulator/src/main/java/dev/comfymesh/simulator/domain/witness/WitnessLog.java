package dev.comfymesh.simulator.domain.witness;

import dev.comfymesh.simulator.domain.execution.Prompt;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one JSON line per event to a file that is only ever appended to and outlives restarts. */
public final class WitnessLog implements Witness {

    private final Path file;
    private final String node;
    private final InstantSource clock;

    public WitnessLog(Path file, String node, InstantSource clock) {
        this.file = file;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public synchronized void saw(Event event, Prompt prompt, Map<String, @Nullable Object> more) {
        var line = Json.object(
                "at", clock.instant().toString(),
                "node", node,
                "event", event.name().toLowerCase(Locale.ROOT),
                "promptId", prompt.id(),
                "clientId", prompt.extraData().get("client_id"),
                "number", prompt.number(),
                "seeds", prompt.graph().seeds());
        line.putAll(more);
        try {
            Files.writeString(file, Python.json(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that was ever written. */
    public synchronized String read() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
