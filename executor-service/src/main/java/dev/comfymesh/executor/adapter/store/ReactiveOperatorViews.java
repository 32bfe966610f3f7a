package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.app.OperatorViews;
import dev.comfymesh.executor.domain.AttemptState;
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
    private static final String ATTEMPTS = """
            from AttemptRow where (:target is null or targetId = :target) and (:state is null or state = :state)
            order by assignedAt desc""";

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
        return sessions.withSession(session -> session.createQuery(ATTEMPTS, AttemptRow.class)
                        .setParameter("target", targetId)
                        .setParameter("state", state)
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.stream().map(AttemptRow::view).toList());
    }

    @Override
    public Uni<Optional<AttemptView>> attempt(UUID id) {
        return sessions.withSession(session -> session.find(AttemptRow.class, id))
                .map(row -> Optional.ofNullable(row).map(AttemptRow::view));
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
