package dev.comfymesh.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The tables of the services, each under its service's own role. */
record Tables(String postgres) {

    /** Reads one value of a row. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    Connection connect(String service) {
        try {
            return DriverManager.getConnection("jdbc:postgresql://%s/comfymesh".formatted(postgres), service, service);
        } catch (SQLException refused) {
            throw new IllegalStateException("no connection as " + service, refused);
        }
    }

    <T> List<T> rows(String service, String sql, Reading<T> reading) {
        try (var connection = connect(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reading.of(rows));
            }
            return all;
        } catch (SQLException broken) {
            throw new IllegalStateException(sql, broken);
        }
    }

    long count(String service, String sql) {
        return rows(service, sql, row -> row.getLong(1)).getFirst();
    }

    /** The first column of each row as an id, the second as a moment in microseconds. */
    Moments moments(String service, String sql) {
        return new Moments(
                rows(service, sql, row -> Map.entry(UUID.fromString(row.getString(1)), row.getLong(2))).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The first column of each row as an id, the second as another. */
    Map<UUID, UUID> ids(String service, String sql) {
        return rows(
                        service,
                        sql,
                        row -> Map.entry(UUID.fromString(row.getString(1)), UUID.fromString(row.getString(2))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    long livingJobs() {
        return count("ingest", "select count(*) from job where ended_at is null");
    }

    /** Whether every fact that was committed is on the log. */
    boolean havePublishedAll() {
        return BenchMesh.SERVICES.stream()
                .allMatch(service -> count(service, "select count(*) from outbox where published_at is null") == 0);
    }
}
