package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.ArtifactKind;
import dev.comfymesh.contracts.AttemptSucceeded;
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
        var row = new ArtifactEntity();
        row.id = fact.attemptId() + "-" + n;
        row.tenantId = tenantId;
        row.jobId = fact.jobId();
        row.attemptId = fact.attemptId();
        row.candidateId = fact.candidateId();
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
                id, attemptId, new Artifact(objectKey, mediaType, bytes, sha256, width, height, node, name, kind()));
    }

    private ArtifactKind kind() {
        return kind == null ? null : ArtifactKind.valueOf(kind);
    }
}
