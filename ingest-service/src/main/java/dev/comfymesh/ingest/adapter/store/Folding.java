package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.AttemptSucceeded;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.ingest.domain.CandidateLifecycle;
import dev.comfymesh.ingest.domain.CandidatePhase;
import dev.comfymesh.ingest.domain.Folded;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.ingest.domain.JobFold;
import dev.comfymesh.kit.outbox.Outgoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Some jobs, locked, while facts are folded into them in memory; and the rows that have to be written in the end. */
final class Folding {
    private final Map<UUID, Job> jobs;
    private final Map<String, CandidatePhase> phases;
    private final Map<UUID, JobEntity> touched = new LinkedHashMap<>();
    private final Map<String, CandidateRow> moved = new LinkedHashMap<>();
    private final List<ClientEventRow> events = new ArrayList<>();
    private final List<ArtifactEntity> artifacts = new ArrayList<>();
    private final List<SettlementRow> settlements = new ArrayList<>();
    private final List<Outgoing> endings = new ArrayList<>();

    Folding(Map<UUID, Job> jobs, Map<String, CandidatePhase> phases) {
        this.jobs = new LinkedHashMap<>(jobs);
        this.phases = new LinkedHashMap<>(phases);
    }

    /** Folds the next fact; what it leads to goes out in its trace. Fails when its job is not among these. */
    void fold(JobFact fact, @Nullable String traceparent) {
        var before = job(fact.jobId());
        var candidate = CandidateLifecycle.candidateOf(fact);
        var phase = candidate.map(phases::get).orElse(CandidatePhase.WAITING);
        var folded = JobFold.fold(before, phase, fact);
        candidate.ifPresent(id -> move(before, id, folded.phase()));
        take(before, folded);
        if (fact instanceof AttemptSucceeded succeeded
                && !before.state().status().ended()) {
            artifacts.addAll(ArtifactEntity.of(before.tenantId(), succeeded));
        }
        if (folded.ending() != null) {
            settlements.add(SettlementRow.of(folded.job()));
            endings.add(
                    Outgoing.of(before.tenantId(), folded.ending(), traceparent).patient());
        }
    }

    /** The job as it stands now; fails when it is not among these. */
    Job job(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("there is no job " + id));
    }

    Optional<Job> find(UUID id) {
        return Optional.ofNullable(jobs.get(id));
    }

    private void move(Job job, String candidateId, CandidatePhase to) {
        if (phases.put(candidateId, to) != to) {
            moved.put(candidateId, new CandidateRow(candidateId, job.tenantId(), job.id(), to));
        }
    }

    private void take(Job before, Folded folded) {
        var after = folded.job();
        if (!after.equals(before)) {
            jobs.put(after.id(), after);
            touched.put(after.id(), JobEntity.of(after));
        }
        for (int i = 0; i < folded.events().size(); i++) {
            events.add(ClientEventRow.of(after, folded.seq(i), folded.events().get(i)));
        }
    }

    boolean isIdle() {
        return touched.isEmpty() && moved.isEmpty() && artifacts.isEmpty();
    }

    /** The jobs' rows, then those of their candidates, events, artifacts and settlements: each as one parameter. */
    Object[] rows() {
        return new Object[] {
            Rows.json(touched.values()),
            Rows.json(moved.values()),
            Rows.json(events),
            Rows.json(artifacts),
            Rows.json(settlements)
        };
    }

    /** The jobs that have ended while they were folded. */
    List<Job> ended() {
        return settlements.stream().map(settled -> job(settled.jobId())).toList();
    }

    List<Outgoing> endings() {
        return List.copyOf(endings);
    }
}
