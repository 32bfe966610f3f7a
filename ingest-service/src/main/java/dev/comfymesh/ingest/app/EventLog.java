package dev.comfymesh.ingest.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The client events of all jobs, numbered from 1 in each. */
@CheckReturnValue
public interface EventLog {
    /** At most {@code limit} events beyond the given number of each job, in order within a job. */
    Uni<List<StoredEvent>> after(Map<UUID, Long> positions, int limit);
}
