package dev.comfymesh.ingest.adapter.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.comfymesh.ingest.app.IdempotencyKey;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements that accept jobs, each for any number of them. Everywhere keys are locked in order, and then accounts. */
final class AcceptSql {
    private static final String CLAIM = """
            insert into idempotency_record (tenant_id, key, fingerprint, job_id)
            select tenant_id, key, fingerprint, job_id from %s order by tenant_id, key
            on conflict do nothing returning job_id""".formatted(Rows.of("idempotency_record", "$1"));

    private static final String GIVE_BACK = """
            delete from idempotency_record as claimed using %s as mine
            where claimed.tenant_id = mine.tenant_id and claimed.key = mine.key and claimed.job_id = mine.job_id""".formatted(Rows.of("idempotency_record", "$1"));

    private static final String CLAIMED =
            "select fingerprint, job_id from idempotency_record where tenant_id = $1 and key = $2";

    private static final String LOCK = """
            select tenant_id, balance_micros - reserved_micros from account
            where tenant_id = any($1) order by tenant_id for update""";

    private static final String STORE =
            """
            with reserved as (
                update account set reserved_micros = account.reserved_micros + wanted.reserved_micros
                from %s as wanted where account.tenant_id = wanted.tenant_id),
            jobs as (insert into job select * from %s)
            insert into client_event select * from %s""".formatted(Rows.of("account", "$1"), Rows.of("job", "$2"), Rows.of("client_event", "$3"));

    private static final String STORE_FILES =
            "insert into job_file select * from %s".formatted(Rows.of("job_file", "$1"));

    private static final String STORE_GIVEN =
            "insert into artifact select * from %s".formatted(Rows.of("artifact", "$1"));

    private AcceptSql() {}

    /** What a key was claimed for. */
    record Claim(String fingerprint, UUID jobId) {}

    /** A row of {@code idempotency_record}. */
    private record KeyRow(String tenantId, String key, String fingerprint, UUID jobId) {}

    /** A row of {@code account}: of the reservations, only what is to be added. */
    private record ReservationRow(String tenantId, long reservedMicros) {}

    /** Those whose key is theirs by now, and those that have none. */
    static Uni<List<PendingAccept>> claim(Mutiny.Session session, List<PendingAccept> accepts) {
        var keys = keys(accepts);
        return keys.isEmpty()
                ? Uni.createFrom().item(accepts)
                : Sql.select(session, CLAIM, Rows.json(keys)).map(lines -> claimed(accepts, lines));
    }

    private static List<PendingAccept> claimed(List<PendingAccept> accepts, List<Line> lines) {
        var claimed = lines.stream().map(line -> line.uuid(0)).collect(toSet());
        return accepts.stream()
                .filter(accept ->
                        accept.key() == null || claimed.contains(accept.job().id()))
                .toList();
    }

    /** As if these had never claimed their keys. */
    static Uni<Void> giveBack(Mutiny.Session session, List<PendingAccept> accepts) {
        var keys = keys(accepts);
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : Sql.update(session, GIVE_BACK, Rows.json(keys)).replaceWithVoid();
    }

    /** What the key was claimed for; empty when it is free. */
    static Uni<Optional<Claim>> claimed(Mutiny.Session session, String tenantId, IdempotencyKey key) {
        return Sql.select(session, CLAIMED, tenantId, key.value())
                .map(lines -> lines.stream().findFirst().map(line -> new Claim(line.text(0), line.uuid(1))));
    }

    /** Locks the accounts until the commit; answers what each can still promise. */
    static Uni<Map<String, Long>> available(Mutiny.Session session, Set<String> tenants) {
        return Sql.select(session, LOCK, (Object) tenants.toArray(String[]::new))
                .map(lines -> lines.stream().collect(toMap(line -> line.text(0), line -> line.number(1))));
    }

    /** Writes the jobs with their first events, and reserves their caps on the accounts, which must cover them. */
    static Uni<Void> store(Mutiny.Session session, List<PendingAccept> accepts) {
        return Sql.update(
                        session,
                        STORE,
                        Rows.json(reservations(accepts)),
                        Rows.json(accepts.stream()
                                .map(accept -> JobEntity.of(accept.job()))
                                .toList()),
                        Rows.json(accepts.stream().map(PendingAccept::event).toList()))
                .chain(() -> storeFiles(session, accepts))
                .chain(() -> storeGiven(session, accepts));
    }

    private static Uni<Void> storeGiven(Mutiny.Session session, List<PendingAccept> accepts) {
        var given = accepts.stream().flatMap(accept -> accept.given().stream()).toList();
        return given.isEmpty()
                ? Uni.createFrom().voidItem()
                : Sql.update(session, STORE_GIVEN, Rows.json(given)).replaceWithVoid();
    }

    private static Uni<Void> storeFiles(Mutiny.Session session, List<PendingAccept> accepts) {
        var files = accepts.stream().flatMap(accept -> accept.files().stream()).toList();
        return files.isEmpty()
                ? Uni.createFrom().voidItem()
                : Sql.update(session, STORE_FILES, Rows.json(files)).replaceWithVoid();
    }

    private static List<ReservationRow> reservations(List<PendingAccept> accepts) {
        return accepts.stream()
                .map(PendingAccept::job)
                .collect(groupingBy(
                        job -> job.tenantId(), summingLong(job -> job.terms().capMicros())))
                .entrySet()
                .stream()
                .map(sum -> new ReservationRow(sum.getKey(), sum.getValue()))
                .toList();
    }

    private static List<KeyRow> keys(List<PendingAccept> accepts) {
        return accepts.stream().flatMap(AcceptSql::key).toList();
    }

    private static Stream<KeyRow> key(PendingAccept accept) {
        var key = accept.key();
        var job = accept.job();
        return key == null
                ? Stream.empty()
                : Stream.of(new KeyRow(job.tenantId(), key.value(), key.fingerprint(), job.id()));
    }
}
