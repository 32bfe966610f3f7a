package dev.comfymesh.ingest.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which jobs do not move on because a service cannot apply a fact of theirs. */
@CheckReturnValue
public interface ParkedJobs {
    /** One service by which a job is parked. */
    record Parked(String service, Instant since) {}

    /** Takes what services have said, in this order; hearing it again is harmless, and jobs that nobody knows are passed over. */
    Uni<Void> heard(List<Parking> words);

    /** Of these jobs of the tenant, those that are parked anywhere. */
    Uni<Map<UUID, List<Parked>>> find(String tenantId, Collection<UUID> jobIds);
}
