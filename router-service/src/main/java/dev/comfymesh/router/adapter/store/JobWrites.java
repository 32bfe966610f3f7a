package dev.comfymesh.router.adapter.store;

import dev.comfymesh.router.app.AttemptRow;
import dev.comfymesh.router.app.Booked;
import dev.comfymesh.router.app.CandidateRow;
import dev.comfymesh.router.app.JobRow;
import dev.comfymesh.router.app.NewJob;
import dev.comfymesh.router.app.OpenJob;
import dev.comfymesh.router.app.StoredDecision;
import dev.comfymesh.router.domain.Demands;
import dev.comfymesh.router.domain.GraphNode;
import dev.comfymesh.router.domain.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has become of jobs, as rows by table. */
final class JobWrites {
    private final List<NewRow> opened = new ArrayList<>();
    private final List<CandidateRow> added = new ArrayList<>();
    private final List<CandidateRow> moved = new ArrayList<>();
    private final List<AttemptRow> ended = new ArrayList<>();
    private final List<Booked> booked = new ArrayList<>();
    private final List<JobRow> changed = new ArrayList<>();
    private final List<StoredDecision> decisions = new ArrayList<>();

    private record NewRow(
            UUID jobId,
            String tenantId,
            int weight,
            int maxRunning,
            String digest,
            String shape,
            List<GraphNode> nodes,
            Set<String> files,
            @Nullable List<Input> inputs,
            @Nullable Demands demands,
            String priority,
            long seed,
            int deliver,
            int maxCandidates,
            int wave,
            Instant deadline,
            long capMicros,
            boolean selected,
            boolean cancelled,
            Instant acceptedAt,
            @Nullable Instant closedAt,
            @Nullable String traceparent) {

        private static NewRow of(NewJob accepted, JobRow row) {
            var job = accepted.job();
            var demands = job.needs().demands();
            return new NewRow(
                    row.jobId(),
                    row.tenantId(),
                    job.tenant().weight(),
                    job.tenant().maxRunning(),
                    job.digest(),
                    job.shape(),
                    job.nodes(),
                    job.needs().files(),
                    job.inputs().isEmpty() ? null : job.inputs(),
                    demands.equals(Demands.NONE) ? null : demands,
                    job.priority().name(),
                    row.seed(),
                    row.deliver(),
                    row.maxCandidates(),
                    row.wave(),
                    row.deadline(),
                    row.capMicros(),
                    row.selected(),
                    row.cancelled(),
                    accepted.at(),
                    row.closedAt(),
                    row.traceparent());
        }
    }

    JobWrites(Collection<OpenJob> jobs) {
        jobs.stream().map(OpenJob::changes).forEach(this::add);
    }

    private void add(OpenJob.Changes changes) {
        if (changes.created() != null) {
            opened.add(NewRow.of(changes.created(), changes.row()));
        } else if (!changes.sameRow()) {
            changed.add(changes.row());
        }
        added.addAll(changes.newCandidates());
        moved.addAll(changes.candidates());
        ended.addAll(changes.attempts());
        booked.addAll(changes.booked());
        decisions.addAll(changes.decisions());
    }

    boolean isEmpty() {
        return opened.isEmpty()
                && added.isEmpty()
                && moved.isEmpty()
                && ended.isEmpty()
                && booked.isEmpty()
                && changed.isEmpty();
    }

    /** In the order of {@link JobSql#SAVE}. */
    Object[] parameters() {
        return List.of(opened, added, moved, ended, booked, changed).stream()
                .map(Rows::json)
                .toArray();
    }

    List<StoredDecision> decisions() {
        return decisions;
    }
}
