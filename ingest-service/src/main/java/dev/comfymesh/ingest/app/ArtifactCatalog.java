package dev.comfymesh.ingest.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.ingest.domain.Job;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which stored files belong to which attempt. */
@CheckReturnValue
public interface ArtifactCatalog {
    /** The files that these jobs deliver, by attempt, in the order of the graph's outputs; one query for all jobs. */
    Uni<Map<UUID, List<StoredArtifact>>> delivered(String tenantId, Collection<Job> jobs);

    /** Those of the tenant's with one of these ids, and all of these jobs of the tenant, by candidate; one query. */
    Uni<List<StoredArtifact>> ofTenant(String tenantId, Collection<String> artifactIds, Collection<UUID> jobIds);

    /** One file by its id; the caller has proven by a signed URL that it may see it. */
    Uni<Optional<StoredArtifact>> find(String artifactId);
}
