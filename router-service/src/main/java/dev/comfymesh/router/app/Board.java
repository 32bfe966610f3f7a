package dev.comfymesh.router.app;

import dev.comfymesh.router.app.BoardChange.Arrived;
import dev.comfymesh.router.app.BoardChange.Ended;
import dev.comfymesh.router.app.BoardChange.Reread;
import dev.comfymesh.router.app.BoardChange.Started;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.GraphNode;
import dev.comfymesh.router.domain.Job;
import dev.comfymesh.router.domain.Living;
import dev.comfymesh.router.domain.Needs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The matcher's copy of what waits and lives. The tables are the truth: changes that say all are followed as they come,
 * jobs of which they do not are read again before the next round, and all of them at first and now and then. Telling it
 * is safe from any thread, the rest belongs to the round.
 */
public final class Board {
    private final Queue<BoardChange> changes = new ConcurrentLinkedQueue<>();
    private final ServedTenants tenants;
    private volatile boolean allStale = true;
    private Set<UUID> ended = new HashSet<>();

    private final Map<UUID, JobOnBoard> jobs = new HashMap<>();
    private final Map<Needs, Needs> needs = new HashMap<>();
    private final Map<List<GraphNode>, List<GraphNode>> nodes = new HashMap<>();

    public Board(ServedTenants tenants) {
        this.tenants = tenants;
    }

    public void tell(Collection<? extends BoardChange> committed) {
        changes.addAll(committed);
    }

    public void markAllStale() {
        allStale = true;
    }

    /** Whether everything must be read again; from now on it counts as read. */
    boolean takeAllStale() {
        if (!allStale) {
            return false;
        }
        allStale = false;
        changes.clear();
        return true;
    }

    /** Follows what it was told; answers the jobs to be read again, which from now on count as read. */
    Set<UUID> follow(Instant now) {
        var stale = new HashSet<UUID>();
        for (var change = changes.poll(); change != null; change = changes.poll()) {
            switch (change) {
                case Arrived(var jobId, var waiting) -> arrived(jobId, waiting);
                case Started(var jobId, var attemptId, var at) -> started(jobId, attemptId, at);
                case Ended(var jobId, var attemptId, var spentMicros) -> ended(jobId, attemptId, spentMicros, now);
                case Reread(var jobId) -> stale.add(jobId);
            }
        }
        ended.addAll(stale);
        return stale;
    }

    /** The jobs of which attempts may have ended since this was asked last. */
    Set<UUID> takeEnded() {
        var jobIds = ended;
        ended = new HashSet<>();
        return jobIds;
    }

    void replaceAll(Demand demand, Instant now) {
        tenants.endedBut(demand.living(), living(), now);
        living().forEach(attempt -> ended.add(attempt.jobId()));
        jobs.clear();
        needs.clear();
        nodes.clear();
        add(demand);
    }

    void replace(Set<UUID> jobIds, Demand demand, Instant now) {
        tenants.endedBut(
                demand.living(),
                jobIds.stream()
                        .map(jobs::get)
                        .filter(Objects::nonNull)
                        .flatMap(job -> job.living().stream())
                        .toList(),
                now);
        jobs.keySet().removeAll(jobIds);
        add(demand);
    }

    /** These live from now on. */
    void assigned(List<Assigned> decisions) {
        for (var decision : decisions) {
            var job = jobs.get(decision.candidate().job().jobId());
            if (job != null) {
                job.assigned(decision);
            }
        }
    }

    List<Candidate> waiting() {
        var all = new ArrayList<Candidate>();
        jobs.values().forEach(job -> all.addAll(job.waiting()));
        return all;
    }

    List<Living> living() {
        var all = new ArrayList<Living>();
        jobs.values().forEach(job -> all.addAll(job.living()));
        return all;
    }

    /** Those that are all that is left of their jobs. */
    List<Living> alone() {
        return jobs.values().stream()
                .filter(job -> job.waiting().isEmpty() && job.living().size() == 1)
                .map(job -> job.living().getFirst())
                .toList();
    }

    /** When the first pause before a retry ends; empty when nothing pauses. */
    static Optional<Instant> pauseEndsAfter(Collection<Candidate> waiting, Instant now) {
        return waiting.stream()
                .map(Candidate::notBefore)
                .filter(notBefore -> notBefore.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** One that is known was read from the tables since. */
    private void arrived(UUID jobId, List<Candidate> waiting) {
        if (!jobs.containsKey(jobId)) {
            add(new Demand(waiting, List.of()));
        }
    }

    private void started(UUID jobId, UUID attemptId, Instant at) {
        var job = jobs.get(jobId);
        if (job != null) {
            job.started(attemptId, at);
        }
    }

    private void ended(UUID jobId, UUID attemptId, long spentMicros, Instant now) {
        ended.add(jobId);
        var job = jobs.get(jobId);
        if (job == null) {
            return;
        }
        job.living().stream()
                .filter(attempt -> attempt.attemptId().equals(attemptId))
                .forEach(attempt -> tenants.ended(attempt, now));
        job.ended(attemptId, spentMicros);
        if (job.isEmpty()) {
            jobs.remove(jobId);
        }
    }

    private void add(Demand demand) {
        var shared = new HashMap<UUID, Job>();
        for (var candidate : demand.waiting()) {
            var job = shared.computeIfAbsent(candidate.job().jobId(), _ -> sharing(candidate.job()));
            on(job.jobId()).waiting().add(candidate.of(job));
        }
        demand.living().forEach(attempt -> on(attempt.jobId()).living().add(attempt));
    }

    private JobOnBoard on(UUID jobId) {
        return jobs.computeIfAbsent(jobId, _ -> new JobOnBoard());
    }

    /** Jobs with equal needs share one instance of them, by which the matcher knows them. */
    private Job sharing(Job job) {
        return job.sharing(
                needs.computeIfAbsent(job.needs(), same -> same), nodes.computeIfAbsent(job.nodes(), same -> same));
    }
}
