package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.OutputFile;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a finished run's outputs from its node, checks each, and keeps them; repeating it writes the same keys again. */
public final class CollectOutputs {
    private final ArtifactStore artifacts;

    public CollectOutputs(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    public Uni<Harvest> collect(NodeClient node, Assignment attempt, FinishedRun run) {
        var files = OutputFile.deliverable(run.outputs());
        return files.isEmpty()
                ? harvest(new Harvest.Unverifiable("The target says that the run succeeded and names no output file."))
                : next(node, attempt, files, List.of());
    }

    private Uni<Harvest> next(NodeClient node, Assignment attempt, List<OutputFile> files, List<Artifact> kept) {
        if (kept.size() == files.size()) {
            return harvest(new Harvest.Stored(kept));
        }
        var file = files.get(kept.size());
        var path = artifacts.temporaryFile();
        return node.fetch(file, path).chain(fetched -> switch (fetched) {
            case Fetched.Whole whole ->
                switch (OutputCheck.of(file.filename(), whole.file())) {
                    case OutputCheck.Good good -> {
                        var artifact = artifact(key(attempt, kept.size()), file, whole, good);
                        yield artifacts
                                .keep(artifact.key(), path)
                                .chain(() -> next(node, attempt, files, with(kept, artifact)));
                    }
                    case OutputCheck.Bad(var reason) -> drop(path, unverifiable(kept.size(), files, reason));
                };
            case Fetched.Denied(var reason) -> drop(path, unverifiable(kept.size(), files, reason));
            case Fetched.Unavailable(var cause) -> drop(path, new Harvest.Unavailable(cause));
        });
    }

    private Uni<Harvest> drop(Path path, Harvest harvest) {
        return artifacts.discard(path).replaceWith(harvest);
    }

    private static Harvest unverifiable(int index, List<OutputFile> files, String reason) {
        return new Harvest.Unverifiable("Output %d of %d %s.".formatted(index + 1, files.size(), reason));
    }

    private static Artifact artifact(String key, OutputFile file, Fetched.Whole whole, OutputCheck.Good good) {
        return new Artifact(
                key, good.mediaType(), whole.file().length(), whole.sha256(), good.width(), good.height(), file.node());
    }

    private static String key(Assignment attempt, int index) {
        return "t/%s/j/%s/a/%s/%d".formatted(attempt.tenantId(), attempt.jobId(), attempt.attemptId(), index);
    }

    private static List<Artifact> with(List<Artifact> kept, Artifact artifact) {
        var more = new ArrayList<>(kept);
        more.add(artifact);
        return more;
    }

    private static Uni<Harvest> harvest(Harvest harvest) {
        return Uni.createFrom().item(harvest);
    }
}
