package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.ArtifactKind;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.Output;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.OutputText;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Reads a finished run's outputs from where it ran, checks each, and keeps them; repeating it writes the same keys again. */
public final class CollectOutputs {
    private final ArtifactStore artifacts;

    public CollectOutputs(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** Reads one of the outputs, and leaves nothing of it behind unless it is kept. */
    public Uni<Harvest> collect(NodeClient node, Assignment attempt, List<Output> outputs, int index) {
        return switch (outputs.get(index)) {
            case OutputFile file ->
                fetch(path -> node.fetch(attempt, file, path), file, new Place(attempt, index, outputs.size()));
            case OutputText text -> keep(text, attempt.outputs().of(index));
        };
    }

    /** Reads one of the files that a run at a provider left. */
    public Uni<Harvest> collect(Provider provider, Assignment attempt, List<RemoteFile> files, int index) {
        var file = files.get(index);
        return fetch(
                path -> provider.fetch(file, path),
                OutputFile.of(file.node(), file.filename()),
                new Place(attempt, index, files.size()));
    }

    /** Which of the attempt's outputs it is. */
    private record Place(Assignment attempt, int index, int count) {
        String key() {
            return attempt.outputs().of(index);
        }

        Harvest unverifiable(String reason) {
            return new Harvest.Unverifiable("Output %d of %d %s.".formatted(index + 1, count, reason));
        }
    }

    private Uni<Harvest> fetch(Function<Path, Uni<Fetched>> reading, OutputFile file, Place place) {
        var path = artifacts.temporaryFile();
        return reading.apply(path)
                .map(fetched -> judged(fetched, file, place))
                .call(harvest -> switch (harvest) {
                    case Harvest.Kept(var artifact) -> artifacts.keep(artifact.key(), path);
                    case Harvest.Unverifiable _, Harvest.Gone _, Harvest.Unavailable _ -> artifacts.discard(path);
                })
                .onFailure()
                .call(() -> artifacts.discard(path));
    }

    private Uni<Harvest> keep(OutputText text, String key) {
        var content = text.text().getBytes(StandardCharsets.UTF_8);
        var artifact = new Artifact(
                key,
                "text/plain",
                content.length,
                HexFormat.of().formatHex(sha256().digest(content)),
                0,
                0,
                text.node(),
                null,
                ArtifactKind.OUTPUT);
        return artifacts.keep(key, content).replaceWith(new Harvest.Kept(artifact));
    }

    private static Harvest judged(Fetched fetched, OutputFile file, Place place) {
        return switch (fetched) {
            case Fetched.Whole whole ->
                switch (OutputCheck.of(file.filename(), whole.file())) {
                    case OutputCheck.Good good -> new Harvest.Kept(artifact(place.key(), file, whole, good));
                    case OutputCheck.Bad(var reason) -> place.unverifiable(reason);
                };
            case Fetched.Missing _ -> new Harvest.Gone();
            case Fetched.Denied(var reason) -> place.unverifiable(reason);
            case Fetched.Unavailable(var cause) -> new Harvest.Unavailable(cause);
        };
    }

    private static Artifact artifact(String key, OutputFile file, Fetched.Whole whole, OutputCheck.Good good) {
        return new Artifact(
                key,
                good.mediaType(),
                whole.file().length(),
                whole.sha256(),
                good.width(),
                good.height(),
                file.node(),
                file.filename(),
                file.kind());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
