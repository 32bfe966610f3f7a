package dev.comfymesh.kit.sql;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Connections on which a statement is parsed and planned once, however long it is: the services' few statements are the
 * same all day, and planning anew cost more than running them. A pooler between must keep prepared statements.
 */
@Singleton
class Connections implements PgPoolCreator {
    private static final int LONGEST_STATEMENT = 16_384;

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(Connections::prepare);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    private static void prepare(PgConnectOptions options) {
        options.setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT)
                .addProperty("plan_cache_mode", "force_generic_plan");
    }
}
