package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.app.StoreAway;
import dev.comfymesh.ingest.app.workflow.Workflow;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf;
import dev.comfymesh.ingest.domain.workflow.Environment;
import dev.comfymesh.ingest.domain.workflow.Release;
import dev.comfymesh.ingest.domain.workflow.Releases;
import dev.comfymesh.ingest.domain.workflow.WorkflowRef;
import dev.comfymesh.ingest.domain.workflow.WorkflowVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Workflows in PostgreSQL. */
@ApplicationScoped
class SqlWorkflows implements WorkflowShelf {
    private static final String VERSION = "select %s from workflow_version as v where v.tenant_id = $1 and v.name = $2"
            .formatted(WorkflowRows.VERSION);
    private static final String READ = "select %s, v.graph from workflow_version as v".formatted(WorkflowRows.VERSION);
    private static final String READ_VERSION = READ + " where v.tenant_id = $1 and v.name = $2 and v.digest = $3";
    private static final String READ_RELEASED = """
            %s join release as r on r.tenant_id = v.tenant_id and r.name = v.name and r.version = v.number
            where r.tenant_id = $1 and r.name = $2 and r.environment = $3
            order by r.number desc limit 1""".formatted(READ);
    private static final String VERSIONS = VERSION + " and v.number < $3 order by v.number desc limit $4";

    private static final String OVERVIEW = """
            select w.description, w.created_at, %s from workflow as w
            join workflow_version as v on v.tenant_id = w.tenant_id and v.name = w.name and v.number = w.versions
            where w.tenant_id = $1""".formatted(WorkflowRows.VERSION);
    private static final String FIND = OVERVIEW + " and w.name = $2";
    private static final String LIST = OVERVIEW + " and w.name > $2 order by w.name limit $3";

    private static final String RELEASE = """
            select %s from release as r
            join workflow_version as v on v.tenant_id = r.tenant_id and v.name = r.name and v.number = r.version
            where r.tenant_id = $1""".formatted(WorkflowRows.RELEASE);
    private static final String RUNNING = """
            %s and r.name = any($2) and r.number = (
                select max(number) from release as last
                where last.tenant_id = r.tenant_id and last.name = r.name and last.environment = r.environment)""".formatted(RELEASE);
    private static final String RELEASES = RELEASE + " and r.name = $2 and r.environment = $3 order by r.number";
    private static final String ADD_RELEASE = """
            insert into release (tenant_id, name, environment, number, action, version, released_by, released_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing""";

    private static final String DELETE = "delete from workflow where tenant_id = $1 and name = $2";

    private final Pool pool;
    private final WorkflowSaving saving;

    SqlWorkflows(Pool pool, WorkflowSaving saving) {
        this.pool = pool;
        this.saving = saving;
    }

    @Override
    public Uni<Saving> save(String tenantId, NewVersion version) {
        return saving.save(tenantId, version).onFailure(Database::isAway).transform(StoreAway::new);
    }

    @Override
    public Uni<Optional<Workflow>> find(String tenantId, String name) {
        return overview(tenantId, run(FIND, Tuple.of(tenantId, name)))
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<Page<Workflow>> list(String tenantId, String after, int limit) {
        return overview(tenantId, run(LIST, Tuple.of(tenantId, after, limit + 1)))
                .map(found -> page(found, limit));
    }

    @Override
    public Uni<Page<WorkflowVersion>> versions(String tenantId, String name, int before, int limit) {
        return run(VERSIONS, Tuple.of(tenantId, name, before, limit + 1))
                .map(rows -> page(list(rows, WorkflowRows::version), limit));
    }

    @Override
    public Uni<Optional<Content>> read(String tenantId, WorkflowRef ref) {
        var rows = switch (ref) {
            case WorkflowRef.Version(var name, var digest) -> run(READ_VERSION, Tuple.of(tenantId, name, digest));
            case WorkflowRef.Released(var name, var environment) ->
                run(READ_RELEASED, Tuple.of(tenantId, name, environment.name()));
        };
        return rows.map(found ->
                list(found, row -> new Content(WorkflowRows.version(row), row.getString("graph"))).stream()
                        .findFirst());
    }

    @Override
    public Uni<Releases> releases(String tenantId, String name, Environment environment) {
        return run(RELEASES, Tuple.of(tenantId, name, environment.name()))
                .map(rows -> new Releases(list(rows, WorkflowRows::release)));
    }

    @Override
    public Uni<Boolean> release(String tenantId, Release next) {
        return run(ADD_RELEASE, Tuple.from(new Object[] {
                    tenantId,
                    next.name(),
                    next.environment().name(),
                    next.number(),
                    next.action().name(),
                    next.version(),
                    next.releasedBy(),
                    next.releasedAt().atOffset(ZoneOffset.UTC)
                }))
                .map(added -> added.rowCount() > 0);
    }

    @Override
    public Uni<Boolean> delete(String tenantId, String name) {
        return run(DELETE, Tuple.of(tenantId, name)).map(deleted -> deleted.rowCount() > 0);
    }

    private Uni<List<Workflow>> overview(String tenantId, Uni<RowSet<Row>> rows) {
        return rows.chain(found -> {
            var names = list(found, row -> row.getString("name")).toArray(String[]::new);
            return run(RUNNING, Tuple.of(tenantId, names)).map(running -> {
                var releases = list(running, WorkflowRows::release);
                return list(found, row -> WorkflowRows.workflow(row, releases));
            });
        });
    }

    private Uni<RowSet<Row>> run(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .onFailure(Database::isAway)
                .transform(StoreAway::new);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }

    /** One row more than the limit tells that there are more. */
    private static <T> Page<T> page(List<T> found, int limit) {
        return new Page<>(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }
}
