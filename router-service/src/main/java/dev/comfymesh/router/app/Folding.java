package dev.comfymesh.router.app;

import dev.comfymesh.contracts.AttemptFailed;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.JobCompleted;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.router.app.BoardChange.Arrived;
import dev.comfymesh.router.app.BoardChange.Ended;
import dev.comfymesh.router.app.BoardChange.Reread;
import dev.comfymesh.router.app.BoardChange.Started;
import dev.comfymesh.router.domain.FailureRules;
import dev.comfymesh.router.domain.Quarantine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** One batch of facts while it is folded: the jobs that it is about, and what came of it so far. */
final class Folding {
    final Map<UUID, OpenJob> open;
    final Map<UUID, Instant> started = new LinkedHashMap<>();
    final Map<UUID, Boolean> verdicts = new LinkedHashMap<>();
    final List<Judgement> judgements = new ArrayList<>();
    final List<UUID> ended = new ArrayList<>();
    final List<UUID> delivered = new ArrayList<>();
    private final List<Delivered> deliveries = new ArrayList<>();
    private final Map<UUID, Quarantine> poisoned = new HashMap<>();
    private final List<Stated> stated = new ArrayList<>();
    private final List<BoardChange> changes = new ArrayList<>();

    Folding(Map<UUID, OpenJob> open) {
        this.open = new LinkedHashMap<>(open);
    }

    void poisoned(Map<UUID, Quarantine> found) {
        poisoned.putAll(found);
    }

    /** The attempts of which an ending is told although they do not live any more. */
    Set<UUID> over(List<Heard> heard) {
        var over = new HashSet<UUID>();
        for (var one : heard) {
            if (one.fact() instanceof AttemptSucceeded success && isOver(success.jobId(), success.attemptId())) {
                over.add(success.attemptId());
            } else if (one.fact() instanceof AttemptFailed failure && isOver(failure.jobId(), failure.attemptId())) {
                over.add(failure.attemptId());
            }
        }
        return over;
    }

    void lapsed(Map<UUID, List<AttemptRow>> byJob) {
        byJob.forEach((jobId, attempts) -> of(jobId, job -> {
            attempts.forEach(job::recall);
            return List.of();
        }));
    }

    /** The ending as it is to be read, knowing what other targets came to by that workflow. */
    AttemptFailed read(AttemptFailed failure) {
        var found = poisoned.get(failure.attemptId());
        return found == null ? failure : SeekPoison.poisoned(failure, found);
    }

    /** A job that is known may have ended: its candidates must not come back. */
    void accept(NewJob accepted) {
        var jobId = accepted.job().jobId();
        var isNew = open.putIfAbsent(jobId, OpenJob.of(accepted)) == null;
        if (isNew && !accepted.firstWave().isEmpty()) {
            changes.add(new Arrived(jobId, accepted.candidates()));
        }
    }

    void start(AttemptStarted fact) {
        started.putIfAbsent(fact.attemptId(), fact.at());
        changes.add(new Started(fact.jobId(), fact.attemptId(), fact.at()));
    }

    void succeeded(OpenJob job, AttemptSucceeded success) {
        changes.add(new Ended(job.jobId(), success.attemptId(), job.row().spentMicros()));
    }

    /** An output that is none says nothing of its workflow. */
    void scored(CandidateScored scored) {
        var judgement = Judgement.of(scored);
        judgements.add(judgement);
        if (judgement.word() != Judgement.Word.LIE) {
            verdicts.put(scored.attemptId(), scored.verdict().passed());
        }
    }

    void failed(OpenJob job, AttemptFailed failure) {
        if (job.endedNow(failure.attemptId()).isPresent()) {
            switch (FailureRules.of(failure.failure()).blame()) {
                case NONE -> {}
                case FAULT -> judgements.add(new Judgement(failure.attemptId(), Judgement.Word.FAULT));
                case SILENCE -> judgements.add(new Judgement(failure.attemptId(), Judgement.Word.SILENCE));
                case LIE -> judgements.add(new Judgement(failure.attemptId(), Judgement.Word.LIE));
            }
        }
        changes.add(new Reread(job.jobId()));
    }

    /** Only the end of a job says what was delivered: what is selected may still fail, or be cancelled. */
    void completed(JobCompleted job) {
        ended.add(job.jobId());
        job.selection().stream().map(Selected::attemptId).forEach(delivered::add);
    }

    void reread(UUID jobId, Function<OpenJob, List<JobFact>> effect) {
        of(jobId, effect);
        changes.add(new Reread(jobId));
    }

    /** What is not known means nothing: it was forgotten, or its job never came. */
    void of(UUID jobId, Function<OpenJob, List<JobFact>> effect) {
        var job = open.get(jobId);
        if (job != null) {
            effect.apply(job).forEach(fact -> stated.add(Stated.of(job, fact)));
        }
    }

    void delivered(List<Delivered> candidates) {
        deliveries.addAll(candidates);
    }

    Followed followed() {
        var booked = open.values().stream()
                .flatMap(job -> job.changes().booked().stream())
                .toList();
        return new Followed(stated, changes, !poisoned.isEmpty(), booked, deliveries);
    }

    private boolean isOver(UUID jobId, UUID attemptId) {
        var job = open.get(jobId);
        return job != null && job.living(attemptId).isEmpty();
    }
}
