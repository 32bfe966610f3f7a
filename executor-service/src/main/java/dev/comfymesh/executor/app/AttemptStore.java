package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.Tenure;
import dev.comfymesh.executor.domain.provider.ModelProjection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The attempts, which are the queue of work. Every change made under a tenure fails when that tenure is over. */
@CheckReturnValue
public interface AttemptStore {
    /** All attempts of a target that have not ended. */
    Uni<List<Attempt>> live(String targetId);

    /** Attempts of these targets that want something done: they are new, or were asked to stop. */
    Uni<List<Attempt>> calling(Collection<String> targetIds);

    Uni<Optional<Attempt>> find(UUID attemptId);

    /**
     * Records that the attempt is about to be sent, and answers what to send; empty, and nothing recorded, if it is not
     * waiting any more or its graph is gone.
     */
    Uni<Optional<Graph>> beginSubmit(Tenure tenure, Attempt attempt);

    /** Stores the attempt's new state together with its facts; false, and nothing stored, if it was not in state {@code from}. */
    Uni<Boolean> save(Tenure tenure, AttemptState from, Attempt next, List<JobFact> facts);

    /** Records the wish that the attempt ends; an earlier wish, or an end, is left as it is. */
    Uni<Void> askToStop(Tenure tenure, UUID attemptId, Attempt.Stop wish);

    /**
     * Keeps what the attempt's provider knows its run by, unless that is known already, and answers what is. It needs no tenure:
     * whoever learns it late may be the only one who does.
     */
    Uni<String> remember(UUID attemptId, String remoteId);

    /** Ends attempts that nobody began although their time to start has passed; needs no tenure, for nothing was sent. */
    Uni<Void> endUnstarted(Instant startableBefore);

    Uni<Graph> graph(String digest);

    /** How models of providers make what the job's graph makes. */
    Uni<List<ModelProjection>> projections(UUID jobId);
}
