package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.ArtifactKind;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.Given;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.ingest.app.StoredArtifact;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;

/** One output file of a succeeded attempt; its id is {@code <attempt>-<n>}, n counting from 1. */
@Entity
@Table(name = "artifact")
@NullUnmarked
class ArtifactEntity {
    @Id
    String id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "attempt_id")
    UUID attemptId;

    @Column(name = "candidate_id")
    String candidateId;

    int position;

    @Column(name = "object_key")
    String objectKey;

    @Column(name = "media_type")
    String mediaType;

    long bytes;
    String sha256;
    int width;
    int height;
    String node;
    String name;
    String kind;

    static List<ArtifactEntity> of(String tenantId, AttemptSucceeded fact) {
        return IntStream.range(0, fact.artifacts().size())
                .mapToObj(i -> of(tenantId, fact, i + 1, fact.artifacts().get(i)))
                .toList();
    }

    private static ArtifactEntity of(String tenantId, AttemptSucceeded fact, int n, Artifact artifact) {
        return of(tenantId, fact.jobId(), fact.attemptId(), fact.candidateId(), n, artifact);
    }

    /** The pictures that are given to a job: each is all that its candidate has. */
    static List<ArtifactEntity> given(JobAccepted fact) {
        if (fact.given() == null) {
            return List.of();
        }
        var candidates = fact.firstWave();
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> given(fact, candidates.get(i), fact.given().get(i)))
                .toList();
    }

    private static ArtifactEntity given(JobAccepted fact, NewCandidate candidate, Given given) {
        var tenantId = fact.tenant().id();
        return of(tenantId, fact.jobId(), given.attemptId(), candidate.candidateId(), 1, given.picture());
    }

    private static ArtifactEntity of(
            String tenantId, UUID jobId, UUID attemptId, String candidateId, int n, Artifact artifact) {
        var row = new ArtifactEntity();
        row.id = attemptId + "-" + n;
        row.tenantId = tenantId;
        row.jobId = jobId;
        row.attemptId = attemptId;
        row.candidateId = candidateId;
        row.position = n;
        row.objectKey = artifact.key();
        row.mediaType = artifact.mediaType();
        row.bytes = artifact.bytes();
        row.sha256 = artifact.sha256();
        row.width = artifact.width();
        row.height = artifact.height();
        row.node = artifact.node();
        row.name = artifact.name();
        row.kind = artifact.kind() == null ? null : artifact.kind().name();
        return row;
    }

    StoredArtifact artifact() {
        return new StoredArtifact(
                id,
                jobId,
                attemptId,
                new Artifact(objectKey, mediaType, bytes, sha256, width, height, node, name, kind()));
    }

    private ArtifactKind kind() {
        return kind == null ? null : ArtifactKind.valueOf(kind);
    }
}
