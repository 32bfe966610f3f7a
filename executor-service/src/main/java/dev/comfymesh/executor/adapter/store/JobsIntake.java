package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.adapter.store.StatedFacts.Stated;
import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.executor.app.NodeAgents;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.Ending;
import dev.comfymesh.executor.domain.StopReason;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.inbox.Incoming;
import dev.comfymesh.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What the news of one poll change here: they add work, or say that some is no longer wanted. A statement for each kind. */
@ApplicationScoped
@Named("jobs")
class JobsIntake implements Inbox.Batch {
    // Who looks for a graph of no use looks at days, so its time need not be exact.
    private static final String ADD_JOBS = """
            with graphs as (
                insert into graph (digest, body) select * from unnest($1::text[], $2::text[]) as told (digest, body)
                where not exists (
                    select from graph where graph.digest = told.digest and used_at > now() - interval '1 hour')
                on conflict (digest) do update set used_at = now())
            insert into job (id, tenant_id, deadline, previews, files, projections, closing)
            select *, false from unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::boolean[], $7::text[], $8::text[])
            on conflict do nothing""";

    private static final String ADD_ATTEMPTS = """
            insert into attempt (id, job_id, tenant_id, candidate_id, target_id, seed, digest, start_by, end_by, previews,
                                 traceparent, files, state)
            select told.id, job_id, tenant_id, candidate_id, target_id, seed, digest, start_by, end_by, previews, traceparent,
                   files, case when closing or over or start_by < $11 then 'FAILED' else 'ASSIGNED' end
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::timestamptz[],
                        $8::timestamptz[], $9::text[], $10::boolean[])
                as told (id, job_id, candidate_id, target_id, seed, digest, start_by, end_by, traceparent, over)
            join job on job.id = told.job_id
            on conflict (id) do nothing
            returning\s""" + AttemptLine.COLUMNS;

    private static final String OF_UNKNOWN_JOBS = """
            select id, job_id from unnest($1::uuid[], $2::uuid[]) as told (id, job_id)
            where not exists (select from job where job.id = told.job_id)""";

    // What was not begun is ended at once; what was begun its owner must end.
    private static final String REVOKE = """
            update attempt set state = case when state = 'ASSIGNED' then 'FAILED' else state end,
                               stop_reason = 'REVOKED', stop_at = $3, changed_at = now()
            where (id = any($1) or job_id = any($2)) and state not in ('SUCCEEDED', 'FAILED') and stop_reason is null
            returning\s""" + AttemptLine.COLUMNS;

    private static final String CLOSE = """
            update job set closing = true, settled_at = coalesce(settled_at, now()),
                           delivered = job.delivered || told.delivered::uuid[]
            from unnest($1::uuid[], $2::text[]) as told (id, delivered) where job.id = told.id""";

    // As if they were delivered: by then they may be, by another job.
    private static final String LEND = """
            update job set delivered = job.delivered || told.attempts::uuid[]
            from unnest($1::uuid[], $2::text[]) as told (id, attempts) where job.id = told.id""";

    private final StatedFacts facts;
    private final Fleet fleet;
    private final NodeAgents agents;
    private final Clock clock;

    JobsIntake(StatedFacts facts, Fleet fleet, NodeAgents agents, Clock clock) {
        this.facts = facts;
        this.fleet = fleet;
        this.agents = agents;
        this.clock = clock;
    }

    @Override
    public Inbox.Urgency urgency(String type) {
        return News.urgency(type);
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<Incoming> events) {
        var news = News.of(events);
        return addJobs(session, news.accepted())
                .chain(() -> ModelFiles.add(session, news.accepted(), agents::expectOrders))
                .chain(() -> addAttempts(session, news.assigned()))
                .chain(() -> revoke(session, news))
                .chain(() -> mark(session, CLOSE, news.delivered()))
                .chain(() -> mark(session, LEND, news.lent()));
    }

    private static Uni<Void> addJobs(Mutiny.Session session, List<JobAccepted> jobs) {
        if (jobs.isEmpty()) {
            return nothing();
        }
        var graphs = jobs.stream()
                .collect(
                        Collectors.toMap(JobAccepted::digest, job -> job.graph().toString(), (one, _) -> one));
        return Sql.update(
                        session,
                        ADD_JOBS,
                        graphs.keySet().toArray(String[]::new),
                        graphs.values().toArray(String[]::new),
                        column(jobs, JobAccepted::jobId, UUID[]::new),
                        column(jobs, job -> job.tenant().id(), String[]::new),
                        column(jobs, job -> job.deadline().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
                        column(jobs, JobAccepted::previews, Boolean[]::new),
                        column(jobs, job -> json(job.files()), String[]::new),
                        column(jobs, job -> json(job.projections()), String[]::new))
                .replaceWithVoid();
    }

    private static @Nullable String json(@Nullable List<?> list) {
        return list == null || list.isEmpty() ? null : new String(WireJson.write(list), StandardCharsets.UTF_8);
    }

    private Uni<Void> addAttempts(Mutiny.Session session, List<News.Assigned> orders) {
        if (orders.isEmpty()) {
            return nothing();
        }
        return Sql.select(
                        session,
                        ADD_ATTEMPTS,
                        column(orders, News.Assigned::id, UUID[]::new),
                        column(orders, News.Assigned::jobId, UUID[]::new),
                        column(orders, order -> order.fact().candidateId(), String[]::new),
                        column(orders, order -> order.fact().targetId(), String[]::new),
                        column(orders, order -> order.fact().seed(), Long[]::new),
                        column(orders, order -> order.fact().digest(), String[]::new),
                        column(orders, order -> order.fact().startBy().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
                        column(orders, order -> order.fact().endBy().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
                        column(orders, News.Assigned::traceparent, String[]::new),
                        column(orders, News.Assigned::over, Boolean[]::new),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .call(added -> added.size() < orders.size() ? refuseStrays(session, orders) : nothing())
                .chain(added -> added(session, AttemptLine.attempts(added)));
    }

    /** An attempt that is known already is nothing new; one of a job that nobody told us of is a fault. */
    private static Uni<Void> refuseStrays(Mutiny.Session session, List<News.Assigned> orders) {
        return Sql.select(
                        session,
                        OF_UNKNOWN_JOBS,
                        column(orders, News.Assigned::id, UUID[]::new),
                        column(orders, News.Assigned::jobId, UUID[]::new))
                .invoke(strays -> strays.stream().findFirst().ifPresent(stray -> {
                    throw new IllegalArgumentException(
                            "attempt %s is of an unknown job %s".formatted(stray.uuid(0), stray.uuid(1)));
                }))
                .replaceWithVoid();
    }

    private Uni<Void> added(Mutiny.Session session, List<Attempt> added) {
        fleet.expect(added.stream().filter(attempt -> attempt.state().live()).toList());
        return facts.append(
                session,
                added.stream()
                        .filter(attempt -> !attempt.state().live())
                        .map(this::refused)
                        .toList());
    }

    private Stated refused(Attempt attempt) {
        var late = clock.instant().isAfter(attempt.assignment().startBy());
        return facts.end(
                attempt.assignment(),
                Ending.Failed.unstarted(
                        FailureClass.NOT_STARTED,
                        late ? "It was too late to start the run." : "The job had ended before the run was started."));
    }

    private Uni<Void> revoke(Mutiny.Session session, News news) {
        if (news.revoked().isEmpty() && news.cancelled().isEmpty()) {
            return nothing();
        }
        return Sql.select(
                        session,
                        REVOKE,
                        news.revoked().toArray(UUID[]::new),
                        news.cancelled().toArray(UUID[]::new),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .map(AttemptLine::attempts)
                .chain(stopped -> revoked(session, stopped));
    }

    private Uni<Void> revoked(Mutiny.Session session, List<Attempt> stopped) {
        fleet.expect(stopped.stream().filter(attempt -> attempt.state().live()).toList());
        return facts.append(
                session,
                stopped.stream()
                        .filter(attempt -> !attempt.state().live())
                        .map(attempt -> facts.end(attempt.assignment(), StopReason.REVOKED.ending(0)))
                        .toList());
    }

    /** Notes of these jobs that outputs of these attempts stay. */
    private static Uni<Void> mark(
            Mutiny.Session session, String statement, Map<UUID, ? extends Collection<UUID>> attemptsByJob) {
        return attemptsByJob.isEmpty()
                ? nothing()
                : Sql.update(
                                session,
                                statement,
                                attemptsByJob.keySet().toArray(UUID[]::new),
                                attemptsByJob.values().stream()
                                        .map(attempts -> attempts.stream()
                                                .map(UUID::toString)
                                                .collect(Collectors.joining(",", "{", "}")))
                                        .toArray(String[]::new))
                        .replaceWithVoid();
    }

    private static <T, C> C[] column(List<T> rows, Function<T, ? extends @Nullable C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
