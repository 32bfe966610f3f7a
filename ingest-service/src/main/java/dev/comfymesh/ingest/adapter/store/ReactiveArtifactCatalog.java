package dev.comfymesh.ingest.adapter.store;

import static java.util.stream.Collectors.groupingBy;

import dev.comfymesh.contracts.Selected;
import dev.comfymesh.ingest.app.ArtifactCatalog;
import dev.comfymesh.ingest.app.StoredArtifact;
import dev.comfymesh.ingest.domain.Job;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Artifacts in PostgreSQL; their bytes are in the object store. */
@ApplicationScoped
class ReactiveArtifactCatalog implements ArtifactCatalog {
    private static final String DELIVERED =
            "from ArtifactEntity where tenantId = :tenant and attemptId in (:attempts) order by attemptId, position";

    private static final String OF_TENANT = """
            from ArtifactEntity where tenantId = :tenant and (id in (:ids) or jobId in (:jobs))
            order by jobId, length(candidateId), candidateId, attemptId, position""";

    private final Database database;

    ReactiveArtifactCatalog(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Map<UUID, List<StoredArtifact>>> delivered(String tenantId, Collection<Job> jobs) {
        var attempts = jobs.stream()
                .flatMap(job -> job.delivery().stream())
                .map(Selected::attemptId)
                .toList();
        if (attempts.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return database.read(session -> session.createSelectionQuery(DELIVERED, ArtifactEntity.class)
                        .setParameter("tenant", tenantId)
                        .setParameter("attempts", attempts)
                        .getResultList())
                .map(rows ->
                        rows.stream().map(ArtifactEntity::artifact).collect(groupingBy(StoredArtifact::attemptId)));
    }

    @Override
    public Uni<List<StoredArtifact>> ofTenant(
            String tenantId, Collection<String> artifactIds, Collection<UUID> jobIds) {
        return database.read(session -> session.createSelectionQuery(OF_TENANT, ArtifactEntity.class)
                        .setParameter("tenant", tenantId)
                        .setParameter("ids", artifactIds)
                        .setParameter("jobs", jobIds)
                        .getResultList())
                .map(rows -> rows.stream().map(ArtifactEntity::artifact).toList());
    }

    @Override
    public Uni<Optional<StoredArtifact>> find(String artifactId) {
        return database.read(session -> session.find(ArtifactEntity.class, artifactId))
                .map(row -> Optional.ofNullable(row).map(ArtifactEntity::artifact));
    }
}
