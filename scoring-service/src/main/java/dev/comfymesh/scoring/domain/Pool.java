package dev.comfymesh.scoring.domain;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptRevokeRequested;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateFailed;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.Given;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.JobCancelRequested;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.NewCandidate;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.TopUpRefused;
import dev.comfymesh.scoring.domain.Candidate.Hedged;
import dev.comfymesh.scoring.domain.Candidate.Judged;
import dev.comfymesh.scoring.domain.Candidate.Lost;
import dev.comfymesh.scoring.domain.Candidate.Standing;
import dev.comfymesh.scoring.domain.Candidate.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A job's pool as it stands. Each fact that it hears makes one turn, after {@link PoolLifecycle} and
 * {@link CandidateLifecycle}; whatever comes twice or late changes nothing. A candidate of several artifacts is judged by
 * the first picture among them.
 */
public record Pool(Terms terms, PoolState state, int wave, boolean mayGrow, List<Candidate> candidates) {
    /** What {@link Guard} knows by sight: of another kind nothing can be said, so it is nobody's fault. */
    private static final Set<String> PICTURES =
            Set.of("image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp");

    public Pool {
        candidates = List.copyOf(candidates);
    }

    /** The pool of a job that was accepted, with its first wave; pictures that were given with it wait at once. */
    public static Turn open(JobAccepted job, Profile profile) {
        var terms = Terms.of(job, profile);
        var first = job.firstWave().stream().map(Candidate::added).toList();
        var given = job.given();
        return given == null
                ? Turn.of(new Pool(terms, PoolState.OPEN, 1, terms.leaveRoomFor(first), first))
                : open(terms, first, given);
    }

    /** What was given does not become more. */
    private static Turn open(Terms terms, List<Candidate> first, List<Given> given) {
        var waiting = new ArrayList<Candidate>();
        var sittings = new ArrayList<Sitting>();
        for (int i = 0; i < first.size(); i++) {
            var attemptId = given.get(i).attemptId();
            waiting.add(first.get(i).standing(new Waiting(attemptId)));
            sittings.add(new Sitting(first.get(i).id(), attemptId, given.get(i).picture(), terms.deadline()));
        }
        return new Turn(new Pool(terms, PoolState.OPEN, 1, false, waiting), List.of(), sittings);
    }

    /** The turn that a fact of others leads to. */
    public Turn hear(JobFact fact, Instant now) {
        if (state.isOver()) {
            return Turn.of(this);
        }
        return switch (fact) {
            case CandidatesAdded added -> grow(added, now);
            case AttemptSucceeded ended -> succeed(ended, now);
            case CandidateFailed failed ->
                change(failed.candidateId(), failed, new Lost(failed.failure().name()))
                        .map(pool -> pool.conclude(now))
                        .orElseGet(() -> Turn.of(this));
            case TopUpRefused refused -> settle(refused, now);
            case JobCancelRequested _, JobCancelled _, JobFailed _, JobExpired _ ->
                Turn.of(stepped(fact).orElse(this));
            // A job is completed with what this very pool has selected.
            case JobCompleted _,
                    JobAccepted _,
                    AttemptAssigned _,
                    AttemptRevokeRequested _,
                    AttemptStarted _,
                    AttemptFailed _,
                    AttemptCharged _,
                    CandidateScored _,
                    PoolShort _,
                    PoolSelected _,
                    JobClosed _ -> Turn.of(this);
        };
    }

    /** The turn that follows when a picture was looked at; nothing if its candidate does not wait for that any more. */
    public Turn judge(String candidateId, Examination examination, Instant now) {
        if (state.isOver() || !(candidate(candidateId).standing() instanceof Waiting(var attemptId))) {
            return Turn.of(this);
        }
        var verdict = terms.profile().judge(examination);
        var scored = new CandidateScored(
                terms.jobId(), now, candidateId, attemptId, terms.profile().name(), verdict);
        return change(candidateId, scored, Judged.of(attemptId, verdict, examination))
                .map(pool -> pool.conclude(now).after(scored))
                .orElseGet(() -> Turn.of(this));
    }

    private Turn grow(CandidatesAdded added, Instant now) {
        return stepped(added)
                .filter(_ -> added.wave() > wave)
                .map(pool -> pool.grown(added).conclude(now))
                .orElseGet(() -> Turn.of(this));
    }

    private Pool grown(CandidatesAdded added) {
        var hedged = added.hedges();
        Function<NewCandidate, Candidate> member = hedged == null ? Candidate::added : Candidate::hedge;
        var all = Stream.concat(
                        candidates.stream().map(known -> known.id().equals(hedged) ? hedged(known, added) : known),
                        added.candidates().stream().map(member))
                .toList();
        return new Pool(terms, state, added.wave(), terms.leaveRoomFor(all), all);
    }

    /** One that has ended meanwhile stays as it is. */
    private static Candidate hedged(Candidate slow, CandidatesAdded added) {
        return CandidateLifecycle.takes(slow.standing(), added.getClass()) ? slow.standing(new Hedged()) : slow;
    }

    private Turn succeed(AttemptSucceeded ended, Instant now) {
        return change(ended.candidateId(), ended, new Waiting(ended.attemptId()))
                .map(pool -> ended.artifacts().stream()
                        .filter(Pool::isPicture)
                        .findFirst()
                        .map(picture -> new Sitting(ended.candidateId(), ended.attemptId(), picture))
                        .map(sitting -> new Turn(pool, List.of(), List.of(sitting)))
                        .orElseGet(() -> pool.judge(ended.candidateId(), Examination.noPicture(), now)))
                .orElseGet(() -> Turn.of(this));
    }

    private Turn settle(TopUpRefused refused, Instant now) {
        return stepped(refused)
                .filter(_ -> refused.wave() == wave)
                .map(pool -> new Pool(terms, pool.state, wave, false, candidates).conclude(now))
                .orElseGet(() -> Turn.of(this));
    }

    /** States what follows once an open pool has no candidate left to wait for. */
    private Turn conclude(Instant now) {
        if (state != PoolState.OPEN) {
            return Turn.of(this);
        }
        return switch (Outcome.of(candidates, terms.deliver(), terms.profile(), mayGrow)) {
            case Outcome.Unfinished() -> Turn.of(this);
            case Outcome.Short(var missing, var reasons, var marked) ->
                concluded(new PoolShort(terms.jobId(), now, wave, missing, reasons), marked);
            case Outcome.Closed(var selection, var complete, var reasons, var marked) ->
                concluded(new PoolSelected(terms.jobId(), now, selection, complete, reasons), marked);
        };
    }

    private Turn concluded(JobFact fact, List<Candidate> marked) {
        return Turn.of(stepped(fact).map(pool -> pool.with(marked)).orElse(this), fact);
    }

    private Optional<Pool> stepped(JobFact fact) {
        return PoolLifecycle.next(state, fact).map(next -> new Pool(terms, next, wave, mayGrow, candidates));
    }

    /** The pool with the candidate standing so; empty when the fact changes nothing for it. */
    private Optional<Pool> change(String candidateId, JobFact fact, Standing next) {
        var before = candidate(candidateId);
        return CandidateLifecycle.takes(before.standing(), fact.getClass())
                ? Optional.of(with(before.standing(next)))
                : Optional.empty();
    }

    private Pool with(Candidate changed) {
        Function<Candidate, Candidate> replaced = candidate -> candidate.n() == changed.n() ? changed : candidate;
        return with(candidates.stream().map(replaced).toList());
    }

    private Pool with(List<Candidate> changed) {
        return new Pool(terms, state, wave, mayGrow, changed);
    }

    private Candidate candidate(String id) {
        return candidates.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no candidate " + id));
    }

    private static boolean isPicture(Artifact artifact) {
        return PICTURES.contains(artifact.mediaType());
    }
}
