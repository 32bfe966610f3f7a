package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.router.app.CandidateState;
import dev.comfymesh.router.app.EndedAttempt;
import dev.comfymesh.router.app.JobBook;
import dev.comfymesh.router.app.NewJob;
import dev.comfymesh.router.app.OpenJob;
import dev.comfymesh.router.app.StoredDecision;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Retry.TryAgain;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The jobs' tables in one session; each change is one statement. */
final class SessionJobBook implements JobBook {
    private final Mutiny.Session session;

    SessionJobBook(Mutiny.Session session) {
        this.session = session;
    }

    @Override
    public Uni<Void> add(NewJob added) {
        var job = added.job();
        return session.createNativeQuery(JobSql.ADD)
                .setParameter("jobId", job.jobId())
                .setParameter("tenantId", job.tenant().id())
                .setParameter("weight", job.tenant().weight())
                .setParameter("maxRunning", job.tenant().maxRunning())
                .setParameter("digest", job.digest())
                .setParameter("nodeClasses", Rows.json(job.nodeClasses()))
                .setParameter("priority", job.priority().name())
                .setParameter("seed", added.seed())
                .setParameter("deliver", added.pool().deliver())
                .setParameter("maxCandidates", added.pool().maxCandidates())
                .setParameter("deadline", job.deadline())
                .setParameter("capMicros", job.capMicros())
                .setParameter("at", added.at())
                .setParameter("traceparent", job.traceparent())
                .executeUpdate()
                // A job that is known may have ended: its candidates must not come back.
                .chain(inserted -> inserted == 0
                        ? Uni.createFrom().voidItem()
                        : addCandidates(job.jobId(), added.firstWave(), added.at()));
    }

    @Override
    public Uni<Optional<OpenJob>> open(UUID jobId) {
        return session.createNativeQuery(JobSql.OPEN, Tuple.class)
                .setParameter("jobId", jobId)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(SessionJobBook::openJob));
    }

    @Override
    public Uni<Void> started(UUID attemptId, Instant at) {
        return session.createNativeQuery(JobSql.STARTED)
                .setParameter("attemptId", attemptId)
                .setParameter("at", at)
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<EndedAttempt>> end(UUID attemptId, @Nullable FailureClass failure, long gpuMillis, Instant at) {
        return session.createNativeQuery(JobSql.END, Tuple.class)
                .setParameter("attemptId", attemptId)
                .setParameter("failure", failure == null ? null : failure.name())
                .setParameter("gpuMillis", gpuMillis)
                .setParameter("at", at)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(found -> endedAttempt(attemptId, found)));
    }

    @Override
    public Uni<Void> markUnknown(UUID attemptId) {
        return session.createNativeQuery(JobSql.MARK_UNKNOWN)
                .setParameter("attemptId", attemptId)
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> charge(AttemptCharged charge) {
        return session.createNativeQuery(JobSql.CHARGE)
                .setParameter("attemptId", charge.attemptId())
                .setParameter("kind", charge.kind().name())
                .setParameter("jobId", charge.jobId())
                .setParameter("micros", charge.micros())
                .setParameter("source", charge.source())
                .setParameter("at", charge.at())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> finish(String candidateId, CandidateState state) {
        return session.createNativeQuery(JobSql.FINISH)
                .setParameter("candidateId", candidateId)
                .setParameter("state", state.name())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> retry(String candidateId, TryAgain wishes) {
        return session.createNativeQuery(JobSql.RETRY)
                .setParameter("candidateId", candidateId)
                .setParameter("notBefore", wishes.notBefore())
                .setParameter("avoided", Rows.json(wishes.avoided()))
                .setParameter("stayOn", wishes.stayOn())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<List<GivenUp>> giveUp(List<GivenUp> decisions, Instant at) {
        var ids = decisions.stream()
                .map(decision -> decision.candidate().candidateId())
                .toList();
        return session.createNativeQuery(JobSql.GIVE_UP, String.class)
                .setParameter("candidateIds", Rows.json(ids))
                .getResultList()
                .map(Set::copyOf)
                .map(done -> decisions.stream()
                        .filter(decision -> done.contains(decision.candidate().candidateId()))
                        .toList())
                .call(done -> DecisionRows.insert(
                        session,
                        done.stream()
                                .map(decision -> StoredDecision.of(decision, at))
                                .toList()));
    }

    @Override
    public Uni<Void> addWave(UUID jobId, int wave, List<NewCandidate> candidates, Instant at) {
        return session.createNativeQuery(JobSql.NEXT_WAVE)
                .setParameter("jobId", jobId)
                .setParameter("wave", wave)
                .executeUpdate()
                .chain(() -> addCandidates(jobId, candidates, at));
    }

    @Override
    public Uni<Void> markSelected(UUID jobId) {
        return ofJob(JobSql.MARK_SELECTED, jobId);
    }

    @Override
    public Uni<Void> markCancelled(UUID jobId) {
        return ofJob(JobSql.MARK_CANCELLED, jobId);
    }

    @Override
    public Uni<Void> dropWaiting(UUID jobId) {
        return ofJob(JobSql.DROP_WAITING, jobId);
    }

    @Override
    public Uni<List<UUID>> revokeLiving(UUID jobId) {
        return session.createNativeQuery(JobSql.REVOKE_LIVING, UUID.class)
                .setParameter("jobId", jobId)
                .getResultList();
    }

    @Override
    public Uni<Optional<Closing>> close(UUID jobId, Instant at) {
        return session.createNativeQuery(JobSql.CLOSE, Tuple.class)
                .setParameter("jobId", jobId)
                .setParameter("at", at)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row)
                        .map(sum -> new Closing(
                                number(sum, "attempts").intValue(),
                                number(sum, "spent_micros").longValue())));
    }

    @Override
    public Uni<Void> forgetCandidates(UUID jobId) {
        return ofJob(JobSql.FORGET_CANDIDATES, jobId);
    }

    private Uni<Void> addCandidates(UUID jobId, List<NewCandidate> candidates, Instant at) {
        return session.createNativeQuery(JobSql.ADD_CANDIDATES)
                .setParameter("jobId", jobId)
                .setParameter("candidates", Rows.json(candidates))
                .setParameter("at", at)
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<Void> ofJob(String statement, UUID jobId) {
        return session.createNativeQuery(statement)
                .setParameter("jobId", jobId)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static OpenJob openJob(Tuple row) {
        return new OpenJob(
                row.get("job_id", UUID.class),
                row.get("tenant_id", String.class),
                row.get("deadline", OffsetDateTime.class).toInstant(),
                number(row, "seed").longValue(),
                number(row, "deliver").intValue(),
                number(row, "max_candidates").intValue(),
                number(row, "added").intValue(),
                number(row, "wave").intValue(),
                number(row, "cap_micros").longValue(),
                number(row, "spent_micros").longValue(),
                row.get("selected", Boolean.class),
                row.get("cancelled", Boolean.class));
    }

    private static EndedAttempt endedAttempt(UUID attemptId, Tuple row) {
        return new EndedAttempt(
                attemptId,
                row.get("candidate_id", String.class),
                number(row, "number").intValue(),
                row.get("target_id", String.class),
                row.get("digest", String.class),
                number(row, "micros_per_hour").longValue(),
                number(row, "reserved_micros").longValue(),
                Rows.texts(row.get("avoided", String.class)),
                row.get("stay_on", String.class));
    }

    private static Number number(Tuple row, String column) {
        return row.get(column, Number.class);
    }
}
