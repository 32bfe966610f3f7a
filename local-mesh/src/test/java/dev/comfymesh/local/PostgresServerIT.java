package dev.comfymesh.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir
    Path directory;

    @Test
    void keepsDataBetweenRuns() throws Exception {
        try (var server = PostgresServer.start(directory, Port.free().number())) {
            as("ingest", server, "CREATE TABLE note(text TEXT)");
            as("ingest", server, "INSERT INTO note VALUES ('first run')");
        }

        try (var server = PostgresServer.start(directory, Port.free().number())) {
            assertThat(as("ingest", server, "SELECT text FROM ingest.note")).isEqualTo("first run");
        }
    }

    @Test
    void hidesEachServicesTablesFromTheOthers() throws Exception {
        try (var server = PostgresServer.start(directory, Port.free().number())) {
            as("router", server, "CREATE TABLE target(id TEXT)");

            assertThatThrownBy(() -> as("scoring", server, "SELECT id FROM router.target"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            assertThat(as("scoring", server, "SHOW fsync")).isEqualTo("on");
        }
    }

    @Test
    void endsTheServerThatAKilledOwnerLeftBehind() {
        try (var _ = PostgresServer.start(directory, Port.free().number())) {
            var orphan = new Postmaster(directory.resolve("data")).process().orElseThrow();

            PostgresServer.endOrphan(directory);

            assertThat(Ending.hasCome(orphan)).isTrue();
        }
    }

    @Test
    void startsBehindThePidFileOfADeadProcess() throws Exception {
        PostgresServer.start(directory, Port.free().number()).close();
        var stale = "%d%n%s%n1%n".formatted(ProcessHandle.current().pid(), directory.resolve("data"));
        Files.writeString(directory.resolve("data/postmaster.pid"), stale);

        try (var server = PostgresServer.start(directory, Port.free().number())) {
            assertThat(as("executor", server, "SELECT current_schema")).isEqualTo("executor");
        }
    }

    /** Runs one statement as a service; answers the first value of its first row, or an empty text. */
    private static String as(String service, PostgresServer server, String sql) throws SQLException {
        var url = "jdbc:postgresql://" + server.address() + "/comfymesh";
        try (var connection = DriverManager.getConnection(url, service, service);
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (var rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
