package dev.comfymesh.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The mesh's database: each service has a role and a schema of its own name, and sees no other's. */
record Schemas(EmbeddedPostgres server) {
    private static final String DATABASE = "comfymesh";
    private static final List<String> SERVICES = List.of("ingest", "router", "executor", "scoring");

    /** Creates what is missing. */
    void prepare() throws SQLException {
        within(server.getPostgresDatabase(), sql -> {
            for (var service : SERVICES) {
                if (!exists(sql, "pg_roles WHERE rolname = '" + service + "'")) {
                    sql.execute("CREATE ROLE %1$s LOGIN PASSWORD '%1$s'".formatted(service));
                }
            }
            if (!exists(sql, "pg_database WHERE datname = '" + DATABASE + "'")) {
                sql.execute("CREATE DATABASE " + DATABASE);
            }
        });
        within(server.getDatabase("postgres", DATABASE), sql -> {
            for (var service : SERVICES) {
                sql.execute("CREATE SCHEMA IF NOT EXISTS %1$s AUTHORIZATION %1$s".formatted(service));
            }
        });
    }

    private static boolean exists(Statement sql, String rows) throws SQLException {
        try (var found = sql.executeQuery("SELECT 1 FROM " + rows)) {
            return found.next();
        }
    }

    private static void within(DataSource database, Work work) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            work.run(statement);
        }
    }

    private interface Work {
        void run(Statement sql) throws SQLException;
    }
}
