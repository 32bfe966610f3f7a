package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.router.app.TargetBook;
import dev.comfymesh.router.domain.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The targets' tables in one session. */
final class SessionTargetBook implements TargetBook {
    private static final String OBSERVE = """
            insert into observation as known (target_id, at, owner_epoch, n, health, held, catalogue_digest)
            values (:targetId, :at, :epoch, :n, :health, :held, cast(:digest as text))
            on conflict (target_id) do update
            set at = excluded.at, owner_epoch = excluded.owner_epoch, n = excluded.n, health = excluded.health,
                held = excluded.held, catalogue_digest = excluded.catalogue_digest
            where (known.owner_epoch, known.n) < (excluded.owner_epoch, excluded.n)""";

    private static final String FORGET = "delete from observation where target_id = :targetId";

    // Two transactions that learn in different orders would wait for each other; one sample more or less is nothing.
    private static final String LEARN = """
            update estimate set service_millis = round(service_millis * 0.7 + :millis * 0.3), learned_at = now()
            where (digest, target_id) in (select digest, target_id from estimate
                                          where digest = :digest and target_id = :targetId for update skip locked)""";

    private static final String LEARN_FIRST = """
            insert into estimate (digest, target_id, service_millis) values (:digest, :targetId, :millis)
            on conflict do nothing""";

    private static final String STANDING =
            "select failures_in_row, ejections, ejected_until from target where target_id = :targetId";

    private static final String LOCK_STANDING = STANDING + " for no key update";

    private static final String RESTATE = """
            update target set failures_in_row = :failures, ejections = :ejections,
                   ejected_until = cast(:until as timestamptz)
            where target_id = :targetId""";

    private static final String TARGET_OF = "select target_id from attempt where attempt_id = :attemptId";

    private final Mutiny.Session session;

    SessionTargetBook(Mutiny.Session session) {
        this.session = session;
    }

    @Override
    public Uni<Void> observe(TargetObserved seen) {
        return session.createNativeQuery(OBSERVE)
                .setParameter("targetId", seen.targetId())
                .setParameter("at", seen.at())
                .setParameter("epoch", seen.ownerEpoch())
                .setParameter("n", seen.n())
                .setParameter("health", seen.health().name())
                .setParameter("held", seen.queue().running() + seen.queue().pending())
                .setParameter("digest", seen.catalogueDigest())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forgetObservation(String targetId) {
        return session.createNativeQuery(FORGET)
                .setParameter("targetId", targetId)
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> learn(String digest, String targetId, Duration service) {
        return learn(LEARN, digest, targetId, service)
                .chain(updated -> updated > 0
                        ? Uni.createFrom().voidItem()
                        : learn(LEARN_FIRST, digest, targetId, service).replaceWithVoid());
    }

    private Uni<Integer> learn(String statement, String digest, String targetId, Duration service) {
        return session.createNativeQuery(statement)
                .setParameter("digest", digest)
                .setParameter("targetId", targetId)
                .setParameter("millis", service.toMillis())
                .executeUpdate();
    }

    @Override
    public Uni<Optional<Standing>> standing(String targetId) {
        return standing(STANDING, targetId);
    }

    @Override
    public Uni<Optional<Standing>> lockStanding(String targetId) {
        return standing(LOCK_STANDING, targetId);
    }

    private Uni<Optional<Standing>> standing(String query, String targetId) {
        return session.createNativeQuery(query, Tuple.class)
                .setParameter("targetId", targetId)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(SessionTargetBook::standing));
    }

    @Override
    public Uni<Void> restate(String targetId, Standing standing) {
        return session.createNativeQuery(RESTATE)
                .setParameter("targetId", targetId)
                .setParameter("failures", standing.failuresInRow())
                .setParameter("ejections", standing.ejections())
                .setParameter("until", standing.ejectedUntil())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<String>> targetOf(UUID attemptId) {
        return session.createNativeQuery(TARGET_OF, String.class)
                .setParameter("attemptId", attemptId)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    private static Standing standing(Tuple row) {
        var until = row.get("ejected_until", OffsetDateTime.class);
        return new Standing(
                row.get("failures_in_row", Integer.class),
                row.get("ejections", Integer.class),
                until == null ? null : until.toInstant());
    }
}
