package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.ArtifactKind;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the pictures that are given to a job, among its files and among what the tenant's older jobs have made. */
public final class PickPictures {
    private static final int AT_ONCE = 16;

    /** The node of a picture that no graph has written. */
    private static final String GIVEN = "given";

    private final ArtifactCatalog artifacts;
    private final ObjectStore objects;

    public PickPictures(ArtifactCatalog artifacts, ObjectStore objects) {
        this.artifacts = artifacts;
        this.objects = objects;
    }

    /** {@code files} have been brought. */
    Uni<Picking> pick(String tenantId, List<Pick> picks, Brought files, int deliver) {
        return made(tenantId, picks).chain(this::kept).map(kept -> picking(picks, files, kept, deliver));
    }

    private Uni<List<StoredArtifact>> made(String tenantId, List<Pick> picks) {
        var ids = some(picks, Pick.Delivered.class)
                .map(Pick.Delivered::artifactId)
                .collect(Collectors.toSet());
        var jobs = some(picks, Pick.Made.class).map(Pick.Made::jobId).collect(Collectors.toSet());
        return ids.isEmpty() && jobs.isEmpty()
                ? Uni.createFrom().item(List.of())
                : artifacts.ofTenant(tenantId, ids, jobs);
    }

    private static <T extends Pick> Stream<T> some(List<Pick> picks, Class<T> kind) {
        return picks.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** A row is a promise; the object is the file. */
    private Uni<List<StoredArtifact>> kept(List<StoredArtifact> made) {
        return Multi.createFrom()
                .iterable(made)
                .onItem()
                .transformToUni(one -> objects.size(one.artifact().key()).map(size -> size.isPresent() ? one.id() : ""))
                .merge(AT_ONCE)
                .collect()
                .asSet()
                .map(ids -> those(made, ids));
    }

    private static List<StoredArtifact> those(List<StoredArtifact> made, Set<String> ids) {
        return made.stream().filter(one -> ids.contains(one.id())).toList();
    }

    private static Picking picking(List<Pick> picks, Brought files, List<StoredArtifact> kept, int deliver) {
        var pictures = new ArrayList<Artifact>();
        var faults = new ArrayList<FileFault>();
        for (var pick : picks) {
            switch (pick) {
                case Pick.Brought(var file) -> add(given(files.of(file)), file.field(), pictures, faults);
                case Pick.Delivered(var field, var id) ->
                    one(kept, stored -> stored.id().equals(id), field + ".artifact", pictures, faults);
                case Pick.Made(var field, var jobId) ->
                    all(kept, stored -> stored.jobId().equals(jobId), field + ".job", pictures, faults);
            }
        }
        if (faults.isEmpty()) {
            count(pictures.size(), deliver, faults);
        }
        return faults.isEmpty() ? new Picking.Complete(pictures) : new Picking.Faulty(faults);
    }

    private static void add(Artifact picture, String field, List<Artifact> pictures, List<FileFault> faults) {
        if (isPicture(picture)) {
            pictures.add(picture);
        } else {
            faults.add(new FileFault(
                    field, "not-a-picture", "is %s by its content; give pictures".formatted(picture.mediaType())));
        }
    }

    private static void one(
            List<StoredArtifact> kept,
            Predicate<StoredArtifact> wanted,
            String field,
            List<Artifact> pictures,
            List<FileFault> faults) {
        kept.stream()
                .filter(wanted)
                .findFirst()
                .ifPresentOrElse(
                        stored -> add(stored.artifact(), field, pictures, faults),
                        () -> faults.add(new FileFault(
                                field,
                                "unknown-artifact",
                                "names no artifact of yours; its job may have been forgotten")));
    }

    private static void all(
            List<StoredArtifact> kept,
            Predicate<StoredArtifact> wanted,
            String field,
            List<Artifact> pictures,
            List<FileFault> faults) {
        var made = kept.stream()
                .filter(wanted)
                .map(StoredArtifact::artifact)
                .filter(PickPictures::isResult)
                .toList();
        pictures.addAll(made);
        if (made.isEmpty()) {
            faults.add(
                    new FileFault(
                            field,
                            "no-pictures",
                            "names no job of yours of which a picture is still kept; what was not delivered goes after some days"));
        }
    }

    private static void count(int pictures, int deliver, List<FileFault> faults) {
        if (pictures > Pool.LIMIT) {
            faults.add(new FileFault(
                    "pictures", "too-many-pictures", "are %d; give at most %d".formatted(pictures, Pool.LIMIT)));
        } else if (pictures < deliver) {
            faults.add(new FileFault(
                    "pool.deliver",
                    "too-few-pictures",
                    "must be at most the %d pictures, and is %d".formatted(pictures, deliver)));
        }
    }

    private static Artifact given(InputFile file) {
        return new Artifact(file.key(), file.mediaType(), file.bytes(), file.sha256(), 0, 0, GIVEN);
    }

    private static boolean isResult(Artifact artifact) {
        return isPicture(artifact) && artifact.kind() != ArtifactKind.TEMP;
    }

    private static boolean isPicture(Artifact artifact) {
        return artifact.mediaType().startsWith("image/");
    }
}
