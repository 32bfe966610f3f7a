package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.app.OperatorViews;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads the tables for operators. */
@ApplicationScoped
class ReactiveOperatorViews implements OperatorViews {
    private static final String ATTEMPT =
            "select " + AttemptLine.COLUMNS + ", epoch, assigned_at, changed_at from attempt ";
    private static final String ATTEMPTS = ATTEMPT + """
            where ($1::text is null or target_id = $1) and ($2::text is null or state = $2)
            order by assigned_at desc limit $3""";

    private static final String TARGETS = """
            select target.id, target.url, target.slots, target.removed, lease.owner, lease.epoch, observation.content
            from target
            left join lease on lease.name = 'target-' || target.id and lease.until > now()
            left join observation on observation.target_id = target.id
            order by target.id""";

    private final Mutiny.SessionFactory sessions;

    ReactiveOperatorViews(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<List<AttemptView>> attempts(@Nullable String targetId, @Nullable AttemptState state, int limit) {
        return attempts(ATTEMPTS, targetId, state == null ? null : state.name(), limit);
    }

    @Override
    public Uni<Optional<AttemptView>> attempt(UUID id) {
        return attempts(ATTEMPT + "where id = $1", id)
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<AttemptView>> attempts(String sql, @Nullable Object... parameters) {
        return sessions.withSession(session -> Sql.select(session, sql, parameters))
                .map(lines -> lines.stream().map(ReactiveOperatorViews::view).toList());
    }

    private static AttemptView view(Line line) {
        var attempt = AttemptLine.attempt(line);
        var order = attempt.assignment();
        var stop = attempt.stop();
        return new AttemptView(
                order.attemptId(),
                order.jobId(),
                order.tenantId(),
                order.candidateId(),
                order.targetId(),
                attempt.state(),
                order.seed(),
                order.digest(),
                line.isNull(17) ? null : line.number(17),
                attempt.clientId(),
                attempt.remoteId(),
                stop == null ? null : stop.reason().name(),
                line.instant(18),
                line.instant(19),
                order.startBy(),
                order.endBy());
    }

    @Override
    public Uni<List<TargetView>> targets() {
        return sessions.withSession(session ->
                        session.createNativeQuery(TARGETS, Tuple.class).getResultList())
                .map(rows -> rows.stream().map(ReactiveOperatorViews::target).toList());
    }

    private static TargetView target(Tuple row) {
        return new TargetView(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, Integer.class),
                row.get(3, Boolean.class),
                row.get(4, String.class),
                row.get(5, Long.class),
                observed(row.get(6, String.class)));
    }

    private static @Nullable TargetObserved observed(@Nullable String content) {
        return content == null ? null : WireJson.read(content.getBytes(StandardCharsets.UTF_8), TargetObserved.class);
    }
}
