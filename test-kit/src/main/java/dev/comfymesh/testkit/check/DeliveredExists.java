package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.Given;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.Selected;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** I10: a delivered artifact is in the object store, whole, decodable, and with its digest. */
record DeliveredExists() implements Invariant {
    @Override
    public String id() {
        return "I10";
    }

    @Override
    public String sentence() {
        return "A delivered artifact exists, decodes and has its digest.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(
                evidence.stories().stream().flatMap(DeliveredExists::artifacts).count(), "artifacts");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        return evidence.stories().stream()
                .flatMap(DeliveredExists::artifacts)
                .flatMap(artifact -> objection(artifact, evidence.object(artifact.key())).stream())
                .toList();
    }

    /** The artifacts that the job delivers. */
    static Stream<Artifact> artifacts(JobStory story) {
        var delivered = story.of(JobCompleted.class).stream()
                .flatMap(completed -> completed.selection().stream())
                .map(Selected::attemptId)
                .collect(Collectors.<UUID>toSet());
        var made = story.of(AttemptSucceeded.class).stream()
                .filter(success -> delivered.contains(success.attemptId()))
                .flatMap(success -> success.artifacts().stream());
        return Stream.concat(made, given(story, delivered));
    }

    private static Stream<Artifact> given(JobStory story, Set<UUID> delivered) {
        return story.of(JobAccepted.class).stream()
                .flatMap(accepted -> Stream.ofNullable(accepted.given()))
                .flatMap(List::stream)
                .filter(given -> delivered.contains(given.attemptId()))
                .map(Given::picture);
    }

    /** Nobody has looked at the size of a picture that was uploaded. */
    private static boolean isSized(Artifact artifact) {
        return artifact.mediaType().startsWith("image/") && !artifact.node().equals("given");
    }

    private Optional<Violation> objection(Artifact artifact, Optional<StoredObject> found) {
        if (found.isEmpty()) {
            return Optional.of(violation(artifact.key(), "it was delivered and is not in the object store"));
        }
        var object = found.get();
        if (object.bytes() != artifact.bytes() || !object.sha256().equals(artifact.sha256())) {
            return Optional.of(violation(artifact.key(), "its content is not what was stated"));
        }
        var wrongSize = object.width() != artifact.width() || object.height() != artifact.height();
        return isSized(artifact) && wrongSize
                ? Optional.of(violation(
                        artifact.key(),
                        "it decodes as %d x %d, stated were %d x %d",
                        object.width(),
                        object.height(),
                        artifact.width(),
                        artifact.height()))
                : Optional.empty();
    }
}
