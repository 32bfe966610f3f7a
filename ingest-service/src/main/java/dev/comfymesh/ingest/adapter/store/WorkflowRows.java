package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.workflow.Workflow;
import dev.comfymesh.ingest.domain.workflow.Environment;
import dev.comfymesh.ingest.domain.workflow.Release;
import dev.comfymesh.ingest.domain.workflow.Release.Action;
import dev.comfymesh.ingest.domain.workflow.WorkflowVersion;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Comparator;
import java.util.List;

/** Rows about workflows, by the names of their columns. */
final class WorkflowRows {
    /** Of {@code workflow_version as v}. */
    static final String VERSION = "v.name, v.number, v.digest, v.message, v.bytes, v.saved_by, v.saved_at";

    /** Of {@code release as r} and the version that it names. */
    static final String RELEASE =
            "r.name, r.environment, r.number, r.action, r.version, v.digest, r.released_by, r.released_at";

    private WorkflowRows() {}

    static WorkflowVersion version(Row row) {
        return new WorkflowVersion(
                row.getString("name"),
                row.getInteger("number"),
                row.getString("digest"),
                row.getString("message"),
                row.getLong("bytes"),
                row.getString("saved_by"),
                row.getOffsetDateTime("saved_at").toInstant());
    }

    static Release release(Row row) {
        return new Release(
                row.getString("name"),
                Environment.valueOf(row.getString("environment")),
                row.getInteger("number"),
                Action.valueOf(row.getString("action")),
                row.getInteger("version"),
                row.getString("digest"),
                row.getString("released_by"),
                row.getOffsetDateTime("released_at").toInstant());
    }

    /** With those of the releases that are its own. */
    static Workflow workflow(Row row, List<Release> releases) {
        var latest = version(row);
        return new Workflow(
                latest.name(),
                row.getString("description"),
                row.getOffsetDateTime("created_at").toInstant(),
                latest,
                releases.stream()
                        .filter(release -> release.name().equals(latest.name()))
                        .sorted(Comparator.comparing(Release::environment))
                        .toList());
    }
}
