package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.Upload;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes uploads with their objects, none that a job needs which lives, or delivers as a picture that was given to it. What was used in the last minutes stays too: a job may
 * be about to be accepted with it, or its object about to be stored. The rows stay locked while their objects go, so that
 * whoever brings the same content meanwhile waits, and stores it afresh.
 */
@ApplicationScoped
public class UploadRemoval {
    private static final int MOST_AT_ONCE = 50;
    private static final String FREE = """
            used_at < now() - interval '2 minutes' and not exists (
                select from job_file as needed join job on job.id = needed.job_id
                where needed.tenant_id = upload.tenant_id and needed.sha256 = upload.sha256
                  and (job.ended_at is null or job.status = 'COMPLETED' and exists (
                    select from artifact
                    where artifact.job_id = job.id and artifact.sha256 = upload.sha256
                      and job.selection::jsonb @> jsonb_build_array(jsonb_build_object('attemptId', artifact.attempt_id)))))
            order by used_at limit %d for update skip locked""".formatted(MOST_AT_ONCE);
    private static final String UNUSED = "select %s from upload where tenant_id = $1 and deleted_at is null and %s"
            .formatted(UploadRow.COLUMNS, FREE);
    private static final String OLD = """
            select %s from upload
            where (deleted_at is not null or used_at < now() - $1::bigint * interval '1 second'
                or stored_at is null and used_at < now() - interval '1 hour') and %s""".formatted(UploadRow.COLUMNS, FREE);
    private static final String DELETE = "delete from upload where tenant_id = $1 and sha256 = $2";

    private final Pool pool;
    private final ObjectStore objects;

    UploadRemoval(Pool pool, ObjectStore objects) {
        this.pool = pool;
        this.objects = objects;
    }

    /** Removes what was deleted, and what nobody has used for so long; answers whether there may be more. */
    public Uni<Boolean> removeOld(Duration unused) {
        return remove(OLD, Tuple.of(unused.toSeconds()), Long.MAX_VALUE).map(removed -> removed.size() == MOST_AT_ONCE);
    }

    /** Removes what the tenant has not used for the longest time, until so many bytes are free or nothing more can be. */
    Uni<Void> makeRoom(String tenantId, long bytes) {
        return remove(UNUSED, Tuple.of(tenantId), bytes).chain(removed -> {
            var freed = removed.stream().mapToLong(Upload::bytes).sum();
            return removed.isEmpty() || freed >= bytes
                    ? Uni.createFrom().voidItem()
                    : makeRoom(tenantId, bytes - freed);
        });
    }

    private Uni<List<Upload>> remove(String selection, Tuple parameters, long bytes) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(selection)
                .execute(parameters)
                .map(rows -> enough(rows, bytes))
                .call(uploads -> Multi.createFrom()
                        .iterable(uploads)
                        .onItem()
                        .transformToUniAndConcatenate(upload -> remove(connection, upload))
                        .collect()
                        .last()));
    }

    private Uni<Void> remove(SqlConnection connection, Upload upload) {
        return objects.delete(upload.key())
                .chain(() -> connection.preparedQuery(DELETE).execute(Tuple.of(upload.tenantId(), upload.sha256())))
                .replaceWithVoid();
    }

    private static List<Upload> enough(RowSet<Row> rows, long bytes) {
        var uploads = new ArrayList<Upload>();
        var freed = 0L;
        for (var row : rows) {
            if (freed >= bytes) {
                break;
            }
            var upload = UploadRow.upload(row);
            uploads.add(upload);
            freed += upload.bytes();
        }
        return uploads;
    }
}
