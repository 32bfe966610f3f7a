package dev.comfymesh.ingest.adapter.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.comfymesh.ingest.app.ParkedJobs;
import dev.comfymesh.ingest.app.Parking;
import dev.comfymesh.ingest.app.StoreAway;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Parked jobs in PostgreSQL: one row as long as one service has parked one job. */
@ApplicationScoped
class SqlParkedJobs implements ParkedJobs {
    private static final String HEARD = """
            with released as (
                delete from parked using %1$s as told
                where parked.job_id = told.job_id and parked.service = told.service and told.reason is null)
            insert into parked (job_id, service, tenant_id, since, reason)
            select told.job_id, told.service, job.tenant_id, told.since, told.reason
            from %1$s as told join job on job.id = told.job_id
            where told.reason is not null order by told.job_id, told.service
            on conflict do nothing""".formatted(Rows.of("parked", "$1"));

    private static final String FIND =
            "select job_id, service, since from parked where tenant_id = $1 and job_id = any($2) order by job_id, since";

    private final Pool pool;

    SqlParkedJobs(Pool pool) {
        this.pool = pool;
    }

    /** A row of {@code parked}; its tenant is its job's. */
    private record ParkedRow(
            UUID jobId,
            String service,
            Instant since,
            @Nullable String reason) {}

    private record Place(UUID jobId, String service) {}

    @Override
    public Uni<Void> heard(List<Parking> words) {
        var last = new LinkedHashMap<Place, Parking>();
        words.forEach(word -> last.put(new Place(word.jobId(), word.service()), word));
        return run(
                        HEARD,
                        Tuple.of(Rows.json(
                                last.values().stream().map(SqlParkedJobs::row).toList())))
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<UUID, List<Parked>>> find(String tenantId, Collection<UUID> jobIds) {
        return run(FIND, Tuple.of(tenantId, jobIds.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(groupingBy(row -> row.getUUID(0), mapping(SqlParkedJobs::parked, toList()))));
    }

    private Uni<RowSet<Row>> run(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .onFailure(Database::isAway)
                .transform(StoreAway::new);
    }

    private static ParkedRow row(Parking word) {
        return new ParkedRow(word.jobId(), word.service(), word.at(), word.reason());
    }

    private static Parked parked(Row row) {
        return new Parked(row.getString(1), row.getOffsetDateTime(2).toInstant());
    }
}
