package dev.comfymesh.scoring.adapter.store;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.scoring.domain.Candidate;
import dev.comfymesh.scoring.domain.Pool;
import dev.comfymesh.scoring.domain.PoolState;
import dev.comfymesh.scoring.domain.Profiles;
import dev.comfymesh.scoring.domain.Terms;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pool} as it is written.
 *
 * @param selected {@code PoolSelected} as it was stated; null before
 * @param overSince when it was selected or abandoned; null before
 * @param intent what its pictures are to show, as the job says; written once, null where it says nothing
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record PoolRow(
        UUID jobId,
        String tenantId,
        @Nullable String workflow,
        String profile,
        @Nullable String profileDigest,
        int deliver,
        int maxCandidates,
        Instant deadline,
        PoolState state,
        int wave,
        boolean mayGrow,
        @Nullable String selected,
        @Nullable Instant overSince,
        @Nullable String intent) {

    static PoolRow of(Pool pool, @Nullable String selected, @Nullable String intent, Instant now) {
        var terms = pool.terms();
        return new PoolRow(
                terms.jobId(),
                terms.tenantId(),
                terms.workflow(),
                terms.profile().name(),
                terms.profile().digest(),
                terms.deliver(),
                terms.maxCandidates(),
                terms.deadline(),
                pool.state(),
                pool.wave(),
                pool.mayGrow(),
                selected,
                pool.state().isOver() ? now : null,
                intent);
    }

    /** A pool that is over before it began: nobody knows its profile. */
    static PoolRow refused(JobAccepted job, String selected, Instant now) {
        var pool = job.pool();
        return new PoolRow(
                job.jobId(),
                job.tenant().id(),
                job.given() == null ? job.digest() : null,
                pool.profile(),
                null,
                pool.deliver(),
                pool.maxCandidates(),
                job.deadline(),
                PoolState.SELECTED,
                1,
                false,
                selected,
                now,
                null);
    }

    /** The profile of the pool in a line of {@link PoolSql#LOCK}. */
    static String profile(Line line) {
        var digest = line.textOrNull(9);
        return digest == null ? line.text(2) : line.text(2) + "@" + digest;
    }

    /** Whether the pool in a line of {@link PoolSql#LOCK} is not over. */
    static boolean isLive(Line line) {
        return !state(line).isOver();
    }

    private static PoolState state(Line line) {
        return PoolState.valueOf(line.text(6));
    }

    /** The pool in a line of {@link PoolSql#LOCK}, with these candidates. */
    static Pool pool(Line line, List<Candidate> candidates, Profiles profiles) {
        var terms = new Terms(
                line.uuid(0),
                line.text(1),
                line.textOrNull(10),
                profiles.of(profile(line)),
                (int) line.number(3),
                (int) line.number(4),
                line.instant(5));
        return new Pool(terms, state(line), (int) line.number(7), line.flag(8), candidates);
    }
}
