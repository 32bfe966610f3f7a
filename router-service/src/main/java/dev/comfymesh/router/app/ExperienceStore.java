package dev.comfymesh.router.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.kit.lease.Lease;
import dev.comfymesh.router.domain.Lesson;
import dev.comfymesh.router.domain.ModelFile;
import dev.comfymesh.router.domain.Odds.Passes;
import dev.comfymesh.router.domain.Run;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What runs have taught, and the runs themselves, in the tables. */
@CheckReturnValue
public interface ExperienceStore {
    /** What was kept last, as much of it as is worth remembering, the latest at the end. */
    Uni<List<Lesson>> lessons();

    /** Keeps these under the matcher's lease. */
    Uni<Void> keep(Lease lease, List<Lesson> lessons);

    /** The attempts of these jobs that have ended since then, in that order. */
    Uni<List<Run>> runs(Set<UUID> jobIds, Instant since);

    /** The attempts that have ended since lessons were kept last, and since then, in that order. */
    Uni<List<Run>> runsSinceKept(Instant since);

    /** How many outputs passed of whatever was judged since then. */
    Uni<List<Passes>> passes(Instant since);

    /** Which models runs on our own nodes have needed together lately, the latest at the end. */
    Uni<List<Used>> usedModels(Instant since);

    /** A run on a target needed these models. */
    record Used(String targetId, Set<ModelFile> models) {}
}
