package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.router.app.TargetBook;
import dev.comfymesh.router.domain.Silence.Contact;
import dev.comfymesh.router.domain.Standing;
import io.smallrye.mutiny.Uni;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The targets' tables in one session. */
final class SessionTargetBook implements TargetBook {
    private static final String OBSERVE = """
            insert into observation as known (target_id, at, owner_epoch, n, health, held, catalogue_digest, files, had_agent,
                                              vram_bytes)
            values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $8::text is not null, nullif($9::bigint, 0))
            on conflict (target_id) do update
            set at = excluded.at, owner_epoch = excluded.owner_epoch, n = excluded.n, health = excluded.health,
                held = excluded.held, catalogue_digest = excluded.catalogue_digest, files = excluded.files,
                had_agent = known.had_agent or excluded.had_agent, vram_bytes = excluded.vram_bytes
            where (known.owner_epoch, known.n) < (excluded.owner_epoch, excluded.n)""";

    private static final String FORGET = "delete from observation where target_id = $1";

    private static final String STANDINGS_OF = """
            select attempt_id, assigned_at, target.target_id, failures_in_row, ejections, ejected_until, proved, silent_at
            from attempt join target on target.target_id = attempt.target_id where attempt_id = any($1)""";

    // Behind one address lies one account, however many models it offers.
    private static final String CONTACTS = "select target_id, split_part(url, '/', 3), silent_at from target";

    private static final String LOCK_STANDINGS = """
            select target_id, failures_in_row, ejections, ejected_until, proved, silent_at
            from target where target_id = any($1) order by target_id for no key update""";

    private static final String RESTATE = """
            update target set failures_in_row = s.failures, ejections = s.ejections, ejected_until = s.until,
                   proved = s.proved, silent_at = s.silent
            from unnest($1::text[], $2::integer[], $3::integer[], $4::timestamptz[], $5::integer[], $6::timestamptz[])
                 as s (id, failures, ejections, until, proved, silent)
            where target_id = s.id""";

    private final Mutiny.Session session;

    SessionTargetBook(Mutiny.Session session) {
        this.session = session;
    }

    @Override
    public Uni<Void> observe(TargetObserved seen) {
        return Sql.update(
                        session,
                        OBSERVE,
                        seen.targetId(),
                        seen.at().atOffset(ZoneOffset.UTC),
                        seen.ownerEpoch(),
                        seen.n(),
                        seen.health().name(),
                        seen.queue().running() + seen.queue().pending(),
                        seen.catalogueDigest(),
                        seen.files() == null ? null : Rows.json(seen.files()),
                        seen.vram().totalBytes())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forgetObservation(String targetId) {
        return Sql.update(session, FORGET, targetId).replaceWithVoid();
    }

    @Override
    public Uni<Void> count(Map<UUID, Boolean> verdicts) {
        if (verdicts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.update(
                        session,
                        ExperienceSql.COUNT_PASSES,
                        verdicts.keySet().toArray(UUID[]::new),
                        verdicts.values().stream().map(passed -> passed ? 1 : 0).toArray(Integer[]::new))
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<UUID, Stand>> standingsOf(Collection<UUID> attemptIds) {
        return Sql.select(session, STANDINGS_OF, (Object) attemptIds.toArray(UUID[]::new))
                .map(lines -> lines.stream()
                        .collect(Collectors.toMap(
                                line -> line.uuid(0),
                                line -> new Stand(line.text(2), line.instant(1), standing(line, 3)))));
    }

    @Override
    public Uni<List<Contact>> contacts() {
        return Sql.select(session, CONTACTS)
                .map(lines -> lines.stream()
                        .map(line -> new Contact(line.text(0), line.text(1), line.instantOrNull(2)))
                        .toList());
    }

    @Override
    public Uni<Map<String, Standing>> lockStandings(Collection<String> targetIds) {
        return Sql.select(session, LOCK_STANDINGS, (Object) targetIds.toArray(String[]::new))
                .map(lines ->
                        lines.stream().collect(Collectors.toMap(line -> line.text(0), line -> standing(line, 1))));
    }

    @Override
    public Uni<Void> restate(Map<String, Standing> standings) {
        var all = List.copyOf(standings.entrySet());
        return Sql.update(
                        session,
                        RESTATE,
                        all.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        all.stream().map(one -> one.getValue().failuresInRow()).toArray(Integer[]::new),
                        all.stream().map(one -> one.getValue().ejections()).toArray(Integer[]::new),
                        all.stream()
                                .map(one -> Rows.offsetOrNull(one.getValue().ejectedUntil()))
                                .toArray(OffsetDateTime[]::new),
                        all.stream().map(one -> one.getValue().proved()).toArray(Integer[]::new),
                        all.stream()
                                .map(one -> Rows.offsetOrNull(one.getValue().silentAt()))
                                .toArray(OffsetDateTime[]::new))
                .replaceWithVoid();
    }

    private static Standing standing(Line line, int column) {
        return new Standing(
                (int) line.number(column),
                (int) line.number(column + 1),
                line.instantOrNull(column + 2),
                (int) line.number(column + 3),
                line.instantOrNull(column + 4));
    }
}
