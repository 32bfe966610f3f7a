package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.workflow.WorkflowShelf.NewVersion;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf.Saving;
import dev.comfymesh.ingest.config.IngestConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Adds versions to workflows: numbered without a gap, each graph once, and no more than a tenant may have. */
@ApplicationScoped
class WorkflowSaving {
    // One tenant's come one after the other, or two at once would both be its last.
    private static final String LOCK = "select id from tenant where id = $1 for no key update";
    private static final String WORKFLOW = """
            insert into workflow (tenant_id, name, description)
            select $1, $2, coalesce($3, '')
            where exists (select from workflow where tenant_id = $1 and name = $2)
               or (select count(*) from workflow where tenant_id = $1) < $4
            on conflict (tenant_id, name) do update set description = coalesce($3, workflow.description)
            returning versions""";
    private static final String KNOWN = """
            select %s from workflow_version as v where v.tenant_id = $1 and v.name = $2 and v.digest = $3""".formatted(WorkflowRows.VERSION);
    private static final String VERSION = """
            with counted as (
                update workflow set versions = versions + 1 where tenant_id = $1 and name = $2 returning versions)
            insert into workflow_version as v (tenant_id, name, number, digest, message, graph, bytes, saved_by)
            select $1, $2, versions, $3, $4, $5, octet_length($5), $6 from counted
            returning %s""".formatted(WorkflowRows.VERSION);

    private final Pool pool;
    private final int mostWorkflows;
    private final int mostVersions;

    WorkflowSaving(Pool pool, IngestConfig config) {
        this.pool = pool;
        this.mostWorkflows = config.workflows().most();
        this.mostVersions = config.workflows().mostVersions();
    }

    Uni<Saving> save(String tenantId, NewVersion version) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(tenantId))
                .chain(() -> connection
                        .preparedQuery(WORKFLOW)
                        .execute(Tuple.of(tenantId, version.name(), version.description(), mostWorkflows)))
                .chain(row -> row.size() == 0
                        ? Uni.createFrom().item(new Saving.Full("workflows", mostWorkflows))
                        : known(
                                connection,
                                tenantId,
                                version,
                                row.iterator().next().getInteger(0))));
    }

    private Uni<Saving> known(SqlConnection connection, String tenantId, NewVersion version, int versions) {
        return connection
                .preparedQuery(KNOWN)
                .execute(Tuple.of(tenantId, version.name(), version.digest()))
                .chain(rows -> {
                    if (rows.size() > 0) {
                        var row = rows.iterator().next();
                        return Uni.createFrom().item(new Saving.Known(WorkflowRows.version(row)));
                    }
                    return versions >= mostVersions
                            ? Uni.createFrom().item(new Saving.Full("versions of a workflow", mostVersions))
                            : add(connection, tenantId, version);
                });
    }

    private static Uni<Saving> add(SqlConnection connection, String tenantId, NewVersion version) {
        return connection
                .preparedQuery(VERSION)
                .execute(Tuple.of(
                        tenantId,
                        version.name(),
                        version.digest(),
                        version.message(),
                        version.graph(),
                        version.savedBy()))
                .map(rows ->
                        new Saving.Saved(WorkflowRows.version(rows.iterator().next())));
    }
}
