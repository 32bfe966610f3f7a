package dev.comfymesh.router.app;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.router.domain.Charge;
import dev.comfymesh.router.domain.Cost;
import dev.comfymesh.router.domain.Decision.GivenUp;
import dev.comfymesh.router.domain.Hedge;
import dev.comfymesh.router.domain.Retry.TryAgain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A job whose row the transaction holds, with all of it that waits or lives: nobody else changes anything of it until the
 * transaction ends. It is changed in memory; the book stores what has become of it.
 */
public final class OpenJob {
    private final @Nullable NewJob created;
    private final JobRow before;
    private JobRow row;
    private int added;
    private final int attemptsSoFar;
    private final Map<String, CandidateRow> candidates = new LinkedHashMap<>();
    private final Map<UUID, AttemptRow> living = new LinkedHashMap<>();
    private final Map<UUID, AttemptRow> lapsed = new HashMap<>();
    private final Map<String, CandidateRow> newCandidates = new LinkedHashMap<>();
    private final Map<String, CandidateRow> changedCandidates = new LinkedHashMap<>();
    private final Map<UUID, AttemptRow> changedAttempts = new LinkedHashMap<>();
    private final List<Booked> booked = new ArrayList<>();
    private final List<StoredDecision> decisions = new ArrayList<>();

    /** What a job came to. */
    public record Closing(int attempts, long spentMicros) {}

    /** As the tables have it: {@code added} and {@code attempts} count what it ever had. */
    public OpenJob(
            JobRow row, int added, int attempts, Collection<CandidateRow> candidates, Collection<AttemptRow> living) {
        this(null, row, added, attempts);
        candidates.forEach(candidate -> this.candidates.put(candidate.candidateId(), candidate));
        living.forEach(attempt -> this.living.put(attempt.attemptId(), attempt));
    }

    private OpenJob(@Nullable NewJob created, JobRow row, int added, int attempts) {
        this.created = created;
        this.before = row;
        this.row = row;
        this.added = added;
        this.attemptsSoFar = attempts;
    }

    static OpenJob of(NewJob accepted) {
        var job = accepted.job();
        var row = new JobRow(
                job.jobId(),
                job.tenant().id(),
                job.traceparent(),
                job.deadline(),
                accepted.seed(),
                accepted.pool().deliver(),
                accepted.pool().maxCandidates(),
                job.capMicros(),
                0,
                1,
                false,
                false,
                null);
        var open = new OpenJob(accepted, row, 0, 0);
        accepted.firstWave().forEach(one -> open.add(CandidateRow.waiting(job.jobId(), one, accepted.at())));
        return open;
    }

    public JobRow row() {
        return row;
    }

    public UUID jobId() {
        return row.jobId();
    }

    int added() {
        return added;
    }

    boolean isClosed() {
        return row.closedAt() != null;
    }

    /** Whether anything of it may still be started. */
    boolean isWanted() {
        return !row.selected() && !row.cancelled() && !isClosed();
    }

    /** Those that wait or live. */
    List<CandidateRow> candidates() {
        return List.copyOf(candidates.values());
    }

    List<AttemptRow> living() {
        return List.copyOf(living.values());
    }

    /** The attempt, if it lives. */
    Optional<AttemptRow> living(UUID attemptId) {
        return Optional.ofNullable(living.get(attemptId));
    }

    /** Ends the attempt; empty when it does not live. The failure is null for a success. */
    Optional<AttemptRow> end(UUID attemptId, @Nullable FailureClass failure, long gpuMillis, Instant at) {
        var attempt = living.remove(attemptId);
        if (attempt == null) {
            return Optional.empty();
        }
        var ended = attempt.ended(failure, gpuMillis, at);
        changedAttempts.put(attemptId, ended);
        return Optional.of(ended);
    }

    /** The attempt, if it was ended in this transaction. */
    Optional<AttemptRow> endedNow(UUID attemptId) {
        return Optional.ofNullable(changedAttempts.get(attemptId)).filter(attempt -> attempt.endedAt() != null);
    }

    /** Keeps the attempt living, marked as one of which nobody knows. */
    void markUnknown(UUID attemptId) {
        living.computeIfPresent(attemptId, (_, attempt) -> changed(attempt.whenUnknown()));
    }

    /** Books what an attempt has cost. */
    void charge(AttemptRow attempt, Charge charge, Instant at) {
        booked.addAll(Booked.of(row, attempt, charge.entries(), charge.cost().source(), at));
        row = row.withSpent(row.spentMicros() + charge.borneMicros());
    }

    /** Remembers an attempt that ended without anybody knowing how. */
    void recall(AttemptRow attempt) {
        lapsed.put(attempt.attemptId(), attempt);
    }

    /** What it cost is known now, if it is an attempt that had lapsed; the job keeps what it was charged with. */
    void correct(UUID attemptId, Function<AttemptRow, Cost> known, Instant at) {
        var attempt = lapsed.remove(attemptId);
        if (attempt != null) {
            var cost = known.apply(attempt);
            booked.addAll(
                    Booked.of(row, attempt, Charge.correction(attempt.reservedMicros(), cost), cost.source(), at));
        }
    }

    CandidateRow candidate(String candidateId) {
        var candidate = candidates.get(candidateId);
        if (candidate == null) {
            throw new IllegalStateException("%s has an attempt that lives and is gone".formatted(candidateId));
        }
        return candidate;
    }

    /** Nothing follows for the candidate. */
    void finish(String candidateId, CandidateState state) {
        put(candidate(candidateId).in(state));
        candidates.remove(candidateId);
    }

    void retry(String candidateId, TryAgain wishes, Cause problem) {
        put(candidate(candidateId).waitingAgain(wishes, problem.faults()));
    }

    /** Gives these up as far as they wait still; answers those, with what was wrong with their last attempts. */
    List<GivenUp> giveUp(List<GivenUp> wishes, Instant at) {
        var done = wishes.stream()
                .filter(wish -> isWaiting(wish.candidate().candidateId()))
                .map(wish ->
                        wish.after(candidate(wish.candidate().candidateId()).faults()))
                .toList();
        done.forEach(wish -> finish(wish.candidate().candidateId(), CandidateState.FAILED));
        done.forEach(wish -> decisions.add(StoredDecision.of(wish, at)));
        return done;
    }

    void addWave(List<NewCandidate> wave, Instant at) {
        row = row.withWave(row.wave() + 1);
        wave.forEach(one -> add(CandidateRow.waiting(jobId(), one, at)));
    }

    /** A wave of one, to run beside another wherever that does not run. */
    void addHedge(NewCandidate one, Hedge hedge, Set<String> avoided, Instant at) {
        row = row.withWave(row.wave() + 1);
        add(CandidateRow.waiting(jobId(), one, at, avoided, hedge));
    }

    /** Whether nothing else of it waits or lives, and this was not asked to end. */
    boolean waitsAloneFor(UUID attemptId) {
        var attempt = living.get(attemptId);
        return attempt != null && !attempt.revoked() && candidates.size() == 1;
    }

    void markSelected() {
        row = row.whenSelected();
    }

    void markCancelled() {
        row = row.whenCancelled();
    }

    void dropWaiting() {
        candidates().stream()
                .filter(candidate -> candidate.state() == CandidateState.WAITING)
                .forEach(candidate -> finish(candidate.candidateId(), CandidateState.DROPPED));
    }

    /** Marks living attempts as wished away; answers those that were not before. */
    List<UUID> revokeLiving() {
        return List.copyOf(living.keySet()).stream().filter(this::revoke).toList();
    }

    /** Marks one living attempt as wished away; false when it was so before, or has ended. */
    boolean revoke(UUID attemptId) {
        var attempt = living.get(attemptId);
        if (attempt == null || attempt.revoked()) {
            return false;
        }
        living.put(attemptId, changed(attempt.whenRevoked()));
        return true;
    }

    /** Closes the job if nothing of it waits or lives; empty when something does, or when it was closed before. */
    Optional<Closing> close(Instant at) {
        if (isClosed() || !candidates.isEmpty() || !living.isEmpty()) {
            return Optional.empty();
        }
        row = row.closed(at);
        return Optional.of(new Closing(attemptsSoFar, row.spentMicros()));
    }

    /** What is to be stored. */
    public Changes changes() {
        return new Changes(
                created,
                row,
                row.equals(before),
                newCandidates.values(),
                changedCandidates.values(),
                changedAttempts.values(),
                booked,
                decisions);
    }

    /** What has become of a job in one transaction; {@code created} is null for one that was known. */
    public record Changes(
            @Nullable NewJob created,
            JobRow row,
            boolean sameRow,
            Collection<CandidateRow> newCandidates,
            Collection<CandidateRow> candidates,
            Collection<AttemptRow> attempts,
            List<Booked> booked,
            List<StoredDecision> decisions) {}

    private boolean isWaiting(String candidateId) {
        var candidate = candidates.get(candidateId);
        return candidate != null && candidate.state() == CandidateState.WAITING;
    }

    private void add(CandidateRow candidate) {
        added++;
        newCandidates.put(candidate.candidateId(), candidate);
        candidates.put(candidate.candidateId(), candidate);
    }

    private void put(CandidateRow candidate) {
        candidates.put(candidate.candidateId(), candidate);
        (newCandidates.containsKey(candidate.candidateId()) ? newCandidates : changedCandidates)
                .put(candidate.candidateId(), candidate);
    }

    private AttemptRow changed(AttemptRow attempt) {
        changedAttempts.put(attempt.attemptId(), attempt);
        return attempt;
    }
}
