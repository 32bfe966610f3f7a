package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.OutputFile;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Reads a finished run's outputs from its node, checks each, and keeps them; repeating it writes the same keys again. */
public final class CollectOutputs {
    private final ArtifactStore artifacts;

    public CollectOutputs(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** Reads one of the files, and leaves nothing of it behind unless it is kept. */
    public Uni<Harvest> collect(NodeClient node, Assignment attempt, List<OutputFile> files, int index) {
        var path = artifacts.temporaryFile();
        return node.fetch(attempt, files.get(index), path)
                .map(fetched -> judged(attempt, files, index, fetched))
                .call(harvest -> switch (harvest) {
                    case Harvest.Kept(var artifact) -> artifacts.keep(artifact.key(), path);
                    case Harvest.Unverifiable _, Harvest.Unavailable _ -> artifacts.discard(path);
                })
                .onFailure()
                .call(() -> artifacts.discard(path));
    }

    private static Harvest judged(Assignment attempt, List<OutputFile> files, int index, Fetched fetched) {
        return switch (fetched) {
            case Fetched.Whole whole ->
                switch (OutputCheck.of(files.get(index).filename(), whole.file())) {
                    case OutputCheck.Good good ->
                        new Harvest.Kept(artifact(attempt.outputs().of(index), files.get(index), whole, good));
                    case OutputCheck.Bad(var reason) -> unverifiable(index, files, reason);
                };
            case Fetched.Denied(var reason) -> unverifiable(index, files, reason);
            case Fetched.Unavailable(var cause) -> new Harvest.Unavailable(cause);
        };
    }

    private static Harvest unverifiable(int index, List<OutputFile> files, String reason) {
        return new Harvest.Unverifiable("Output %d of %d %s.".formatted(index + 1, files.size(), reason));
    }

    private static Artifact artifact(String key, OutputFile file, Fetched.Whole whole, OutputCheck.Good good) {
        return new Artifact(
                key, good.mediaType(), whole.file().length(), whole.sha256(), good.width(), good.height(), file.node());
    }
}
