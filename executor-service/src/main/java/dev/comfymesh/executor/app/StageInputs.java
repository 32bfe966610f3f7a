package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.InputPlace;
import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings the files that graphs read to the nodes that run them. What a node was given is remembered, and not sent there again
 * until the node is found not to have it; to forget too much costs time, never a result.
 */
public final class StageInputs {
    private static final int REMEMBERED = 10_000;

    private final InputStore files;
    private final Map<Known, String> known = Collections.synchronizedMap(new Memory());

    /** What came of it. */
    public sealed interface Staged {
        /** {@code sent} is false when the node was only believed to have it still. */
        record There(String name, boolean sent) implements Staged {}

        record Missing() implements Staged {}

        record TooLarge() implements Staged {}

        record Unreachable(String cause) implements Staged {}
    }

    private record Known(String targetId, InputPlace place) {
        static Known of(Assignment attempt, InputFile file) {
            return new Known(attempt.targetId(), InputPlace.of(attempt.tenantId(), file));
        }
    }

    /** What was used longest ago is forgotten first. */
    private static final class Memory extends LinkedHashMap<Known, String> {
        private static final long serialVersionUID = 1;

        Memory() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, String> eldest) {
            return size() > REMEMBERED;
        }
    }

    public StageInputs(InputStore files) {
        this.files = files;
    }

    public Uni<Staged> stage(NodeClient node, Assignment attempt, InputFile file) {
        var key = Known.of(attempt, file);
        var name = known.get(key);
        if (name != null) {
            return Uni.createFrom().item(new Staged.There(name, false));
        }
        return files.has(file)
                .chain(there -> there
                        ? send(node, attempt, file, key)
                        : Uni.createFrom().item(new Staged.Missing()));
    }

    /** Brings a file to a provider, each time anew: nobody tells for how long it is kept there. */
    Uni<Staged> bring(Provider provider, InputFile file) {
        return files.has(file)
                .chain(there -> there
                        ? provider.upload(file, files.read(file)).map(StageInputs::staged)
                        : Uni.createFrom().item(new Staged.Missing()));
    }

    private static Staged staged(Upload upload) {
        return switch (upload) {
            case Upload.Placed(var name) -> new Staged.There(name, true);
            case Upload.TooLarge _ -> new Staged.TooLarge();
            case Upload.Unreachable(var cause) -> new Staged.Unreachable(cause);
        };
    }

    /** The node does not have the file, whatever it was given. */
    void forget(Assignment attempt, InputFile file) {
        known.remove(Known.of(attempt, file));
    }

    private Uni<Staged> send(NodeClient node, Assignment attempt, InputFile file, Known key) {
        return node.upload(attempt, file, key.place(), files.read(file))
                .invoke(upload -> {
                    if (upload instanceof Upload.Placed(var name)) {
                        known.put(key, name);
                    }
                })
                .map(StageInputs::staged);
    }
}
