package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.StoreAway;
import dev.comfymesh.ingest.app.Upload;
import dev.comfymesh.ingest.app.UploadStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Uploads in PostgreSQL; their bytes are in the object store. */
@ApplicationScoped
class SqlUploads implements UploadStore {
    // One tenant's reservations come one after the other, or two at once would both find the last room.
    private static final String LOCK = "select id from tenant where id = $1 for no key update";
    private static final String RESERVE = """
            insert into upload (tenant_id, sha256, media_type, bytes)
            select $1, $2, $3, $4::bigint
            where $4 + (select coalesce(sum(bytes), 0) from upload
                        where tenant_id = $1 and sha256 <> $2 and deleted_at is null) <= $5::bigint
            on conflict (tenant_id, sha256) do update set used_at = now()""";
    private static final String STORED = """
            insert into upload (tenant_id, sha256, media_type, bytes, stored_at) values ($1, $2, $3, $4, now())
            on conflict (tenant_id, sha256) do update
            set used_at = now(), stored_at = coalesce(upload.stored_at, now()), deleted_at = null
            returning %s""".formatted(UploadRow.COLUMNS);
    private static final String SEEN =
            "tenant_id = $1 and sha256 = $2 and stored_at is not null and deleted_at is null";
    private static final String FIND = "select %s from upload where %s".formatted(UploadRow.COLUMNS, SEEN);
    private static final String USE =
            "update upload set used_at = now() where %s returning %s".formatted(SEEN, UploadRow.COLUMNS);
    private static final String DELETE = "update upload set deleted_at = now() where " + SEEN;

    private final Pool pool;
    private final UploadRemoval removal;

    SqlUploads(Pool pool, UploadRemoval removal) {
        this.pool = pool;
        this.removal = removal;
    }

    @Override
    public Uni<Boolean> reserve(Upload upload, long capBytes) {
        return pool.withTransaction(connection -> lock(connection, upload)
                        .chain(() -> connection
                                .preparedQuery(RESERVE)
                                .execute(tuple(upload).addLong(capBytes))))
                .map(reserved -> reserved.rowCount() > 0)
                .onFailure(Database::isAway)
                .transform(StoreAway::new);
    }

    @Override
    public Uni<Upload> stored(Upload upload) {
        return run(STORED, tuple(upload))
                .map(rows -> UploadRow.upload(rows.iterator().next()));
    }

    @Override
    public Uni<Optional<Upload>> use(String tenantId, String sha256) {
        return run(USE, Tuple.of(tenantId, sha256)).map(SqlUploads::first);
    }

    @Override
    public Uni<Optional<Upload>> find(String tenantId, String sha256) {
        return run(FIND, Tuple.of(tenantId, sha256)).map(SqlUploads::first);
    }

    @Override
    public Uni<Boolean> delete(String tenantId, String sha256) {
        return run(DELETE, Tuple.of(tenantId, sha256)).map(deleted -> deleted.rowCount() > 0);
    }

    @Override
    public Uni<Void> makeRoom(String tenantId, long bytes) {
        return removal.makeRoom(tenantId, bytes).onFailure(Database::isAway).transform(StoreAway::new);
    }

    private static Uni<RowSet<Row>> lock(SqlConnection connection, Upload upload) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(upload.tenantId()));
    }

    private Uni<RowSet<Row>> run(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .onFailure(Database::isAway)
                .transform(StoreAway::new);
    }

    private static Optional<Upload> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst().map(UploadRow::upload);
    }

    private static Tuple tuple(Upload upload) {
        return Tuple.of(upload.tenantId(), upload.sha256(), upload.mediaType(), upload.bytes());
    }
}
