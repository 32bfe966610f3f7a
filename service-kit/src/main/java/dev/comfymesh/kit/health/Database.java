package dev.comfymesh.kit.health;

import dev.comfymesh.kit.config.KitConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The database as a newcomer sees it: by a connection of its own, so that a pool whose connections all hang says nothing. */
@ApplicationScoped
class Database {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final PgConnectOptions options;

    Database(Vertx vertx, KitConfig config, @ConfigProperty(name = "quarkus.datasource.username") String role) {
        this.vertx = vertx;
        this.options = PgConnectOptions.fromUri("postgresql://" + config.postgres() + "/comfymesh")
                .setUser(role)
                .setPassword(config.postgresPassword().orElse(role));
    }

    Uni<Boolean> answersAnybody() {
        return PgConnection.connect(vertx, options)
                .call(connection -> connection.query("select 1").execute())
                .call(connection -> connection.close())
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onItemOrFailure()
                .transform((_, failure) -> failure == null);
    }
}
