package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.OutputFile;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a finished run's outputs from its node, checks each, and keeps them; repeating it writes the same keys again. */
public final class CollectOutputs {
    private final ArtifactStore artifacts;

    public CollectOutputs(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** Removes what broken attempts to read outputs left before then. */
    public Uni<Void> discardLeftovers(Instant before) {
        return artifacts.discardLeftovers(before);
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
        return node.fetch(file, path)
                .map(fetched -> judged(attempt, files, kept.size(), fetched))
                .chain(judged -> switch (judged) {
                    case Judged.Good(var artifact) ->
                        artifacts.keep(artifact.key(), path).replaceWith(judged);
                    case Judged.Bad _ -> artifacts.discard(path).replaceWith(judged);
                })
                .onFailure()
                .call(() -> artifacts.discard(path))
                .chain(judged -> switch (judged) {
                    case Judged.Good(var artifact) -> next(node, attempt, files, with(kept, artifact));
                    case Judged.Bad(var harvest) -> harvest(harvest);
                });
    }

    /** What is to become of one fetched file: it is kept, or it ends the collecting. */
    private sealed interface Judged {
        record Good(Artifact artifact) implements Judged {}

        record Bad(Harvest harvest) implements Judged {}
    }

    private static Judged judged(Assignment attempt, List<OutputFile> files, int index, Fetched fetched) {
        return switch (fetched) {
            case Fetched.Whole whole ->
                switch (OutputCheck.of(files.get(index).filename(), whole.file())) {
                    case OutputCheck.Good good ->
                        new Judged.Good(artifact(key(attempt, index), files.get(index), whole, good));
                    case OutputCheck.Bad(var reason) -> new Judged.Bad(unverifiable(index, files, reason));
                };
            case Fetched.Denied(var reason) -> new Judged.Bad(unverifiable(index, files, reason));
            case Fetched.Unavailable(var cause) -> new Judged.Bad(new Harvest.Unavailable(cause));
        };
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
