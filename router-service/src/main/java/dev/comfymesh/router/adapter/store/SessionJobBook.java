package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.router.app.AttemptRow;
import dev.comfymesh.router.app.CandidateRow;
import dev.comfymesh.router.app.CandidateState;
import dev.comfymesh.router.app.Delivered;
import dev.comfymesh.router.app.JobBook;
import dev.comfymesh.router.app.JobRow;
import dev.comfymesh.router.app.OpenJob;
import dev.comfymesh.router.domain.FailureRules;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The jobs' tables in one session. */
final class SessionJobBook implements JobBook {
    private static final String[] UNCOUNTED =
            FailureRules.uncounted().stream().map(Enum::name).toArray(String[]::new);

    private final Mutiny.Session session;

    SessionJobBook(Mutiny.Session session) {
        this.session = session;
    }

    @Override
    public Uni<Map<UUID, OpenJob>> open(Collection<UUID> jobIds) {
        if (jobIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Sql.select(session, JobSql.LOCK, (Object) jobIds.toArray(UUID[]::new))
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(Map.of())
                        : members(rows.stream().map(SessionJobBook::job).toList()));
    }

    @Override
    public Uni<Map<UUID, List<AttemptRow>>> lapsed(Collection<UUID> attemptIds) {
        return attemptIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Sql.select(session, JobSql.LAPSED, (Object) attemptIds.toArray(UUID[]::new))
                        .map(lines -> lines.stream()
                                .collect(Collectors.groupingBy(
                                        line -> line.uuid(7),
                                        Collectors.mapping(SessionJobBook::lapsed, Collectors.toList()))));
    }

    @Override
    public Uni<Void> save(Collection<OpenJob> jobs) {
        var writes = new JobWrites(jobs);
        if (writes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(session, JobSql.SAVE, writes.parameters())
                .chain(() -> DecisionRows.insert(session, writes.decisions()));
    }

    @Override
    public Uni<Void> started(Map<UUID, Instant> attempts) {
        if (attempts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var ids = attempts.keySet().toArray(UUID[]::new);
        var times = attempts.values().stream()
                .map(at -> at.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return Sql.update(session, JobSql.STARTED, ids, times).replaceWithVoid();
    }

    @Override
    public Uni<List<Delivered>> end(Collection<UUID> jobIds, Collection<UUID> deliveredAttempts, Instant at) {
        return jobIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Sql.select(
                                session,
                                JobSql.END,
                                jobIds.toArray(UUID[]::new),
                                deliveredAttempts.toArray(UUID[]::new),
                                at.atOffset(ZoneOffset.UTC))
                        .map(lines -> lines.stream()
                                .map(line -> new Delivered(line.text(0), line.text(1), line.text(2)))
                                .toList());
    }

    private Uni<Map<UUID, OpenJob>> members(List<JobRow> rows) {
        var ids = rows.stream().map(JobRow::jobId).toArray(UUID[]::new);
        return Sql.select(session, JobSql.MEMBERS, ids, UNCOUNTED).map(lines -> opened(rows, lines));
    }

    private static Map<UUID, OpenJob> opened(List<JobRow> rows, List<Line> lines) {
        var byJob = new LinkedHashMap<UUID, List<Line>>();
        lines.forEach(line ->
                byJob.computeIfAbsent(line.uuid(0), _ -> new ArrayList<>()).add(line));
        var open = new LinkedHashMap<UUID, OpenJob>();
        rows.forEach(row -> open.put(row.jobId(), openJob(row, byJob.getOrDefault(row.jobId(), List.of()))));
        return open;
    }

    private static OpenJob openJob(JobRow row, List<Line> members) {
        var first = members.getFirst();
        return new OpenJob(
                row,
                (int) first.number(1),
                (int) first.number(2),
                members.stream()
                        .filter(line -> !line.isNull(3))
                        .map(line -> candidate(row.jobId(), line))
                        .toList(),
                members.stream()
                        .filter(line -> !line.isNull(11))
                        .map(SessionJobBook::attempt)
                        .toList());
    }

    private static JobRow job(Line line) {
        return new JobRow(
                line.uuid(0),
                line.text(1),
                line.textOrNull(2),
                line.instant(3),
                line.number(4),
                (int) line.number(5),
                (int) line.number(6),
                line.number(7),
                line.number(8),
                (int) line.number(9),
                line.flag(10),
                line.flag(11),
                line.instantOrNull(12));
    }

    private static CandidateRow candidate(UUID jobId, Line line) {
        var faults = line.textOrNull(20);
        return new CandidateRow(
                line.text(3),
                jobId,
                (int) line.number(4),
                line.number(5),
                CandidateState.valueOf(line.text(6)),
                line.instant(7),
                line.instant(8),
                Rows.texts(line.text(9)),
                line.textOrNull(10),
                faults == null ? null : Rows.faults(faults),
                Rows.hedgeOrNull(line.textOrNull(21)));
    }

    private static AttemptRow attempt(Line line) {
        return new AttemptRow(
                line.uuid(11),
                line.text(3),
                (int) line.number(12),
                (int) line.number(19),
                line.text(13),
                line.text(14),
                line.number(15),
                line.number(16),
                line.flag(17),
                line.flag(18),
                null,
                null,
                0);
    }

    private static AttemptRow lapsed(Line line) {
        return new AttemptRow(
                line.uuid(0),
                line.text(1),
                (int) line.number(2),
                0,
                line.text(3),
                line.text(4),
                line.number(5),
                line.number(6),
                true,
                false,
                null,
                FailureClass.UNKNOWN,
                0);
    }
}
