package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.Upload;
import io.vertx.mutiny.sqlclient.Row;

/** A row of {@code upload}, selected by {@link #COLUMNS}. */
final class UploadRow {
    static final String COLUMNS = "tenant_id, sha256, media_type, bytes, created_at";

    private UploadRow() {}

    static Upload upload(Row row) {
        return new Upload(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getOffsetDateTime(4).toInstant());
    }
}
