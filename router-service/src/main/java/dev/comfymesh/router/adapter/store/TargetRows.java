package dev.comfymesh.router.adapter.store;

import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.router.app.Drain;
import dev.comfymesh.router.app.StoredTarget;
import dev.comfymesh.router.app.StoredTarget.Origin;
import dev.comfymesh.router.app.TargetSpec;
import dev.comfymesh.router.domain.Observation;
import dev.comfymesh.router.domain.Provider;
import dev.comfymesh.router.domain.Standing;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Targets as they are read, each with what was seen of it last. */
final class TargetRows {
    // An agent that is silent has nothing to show, and will have again.
    static final String ALL = """
            select t.*, o.at, o.health, o.held, o.catalogue_digest, o.vram_bytes,
                   case when o.files is null and o.had_agent then '[]' else cast(o.files as text) end as files
            from target t left join observation o on o.target_id = t.target_id""";

    /** What an operator says of a target, in the order of {@link #spec(String, Line, int)}. */
    static final String SPEC = "provider, url, slots, micros_per_hour, micros_per_run, accelerator, region";

    private TargetRows() {}

    static List<StoredTarget> read(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(TargetRows::target)
                .toList();
    }

    /** From these columns, the first of which is {@code from}: what is published is what was committed. */
    static TargetSpec spec(String targetId, Line line, int from) {
        return new TargetSpec(
                targetId,
                provider(line.textOrNull(from)),
                line.text(from + 1),
                (int) line.number(from + 2),
                line.number(from + 3),
                line.isNull(from + 4) ? null : line.number(from + 4),
                line.textOrNull(from + 5),
                line.textOrNull(from + 6));
    }

    private static StoredTarget target(Row row) {
        var spec = new TargetSpec(
                row.getString("target_id"),
                provider(row.getString("provider")),
                row.getString("url"),
                row.getInteger("slots"),
                row.getLong("micros_per_hour"),
                row.getLong("micros_per_run"),
                row.getString("accelerator"),
                row.getString("region"));
        var standing = new Standing(
                row.getInteger("failures_in_row"),
                row.getInteger("ejections"),
                Rows.instantOrNull(row, "ejected_until"),
                row.getInteger("proved"),
                Rows.instantOrNull(row, "silent_at"));
        return new StoredTarget(
                spec,
                Origin.valueOf(row.getString("origin")),
                row.getBoolean("cordoned"),
                drain(row),
                standing,
                observation(row),
                row.getString("catalogue_digest"));
    }

    private static @Nullable Provider provider(@Nullable String word) {
        return word == null ? null : Provider.of(word).orElseThrow();
    }

    private static @Nullable Drain drain(Row row) {
        var since = Rows.instantOrNull(row, "drain_since");
        return since == null ? null : new Drain(since, Rows.instantOrNull(row, "revoke_at"));
    }

    private static @Nullable Observation observation(Row row) {
        var at = Rows.instantOrNull(row, "at");
        if (at == null) {
            return null;
        }
        var files = row.getString("files");
        return new Observation(
                at,
                TargetHealth.valueOf(row.getString("health")),
                row.getInteger("held"),
                files == null ? null : Rows.texts(files),
                row.getLong("vram_bytes"));
    }
}
