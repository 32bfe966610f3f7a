package dev.comfymesh.testkit.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The services' tables, each read under its service's own role; all of one service as of one moment. */
record Tables(String postgres) {
    private static final int CONNECT_SECONDS = 10;

    Map<Table, List<Row>> read() {
        var tables = new EnumMap<Table, List<Row>>(Table.class);
        Arrays.stream(Table.values())
                .flatMap(table -> table.services().stream())
                .distinct()
                .forEach(service -> read(service, tables));
        return tables;
    }

    private void read(String service, Map<Table, List<Row>> tables) {
        var url = "jdbc:postgresql://%s/comfymesh?connectTimeout=%d".formatted(postgres, CONNECT_SECONDS);
        try (var connection = DriverManager.getConnection(url, service, service)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (var table : Table.values()) {
                if (table.services().contains(service)) {
                    tables.computeIfAbsent(table, _ -> new ArrayList<>()).addAll(rows(connection, service, table));
                }
            }
        } catch (SQLException broken) {
            throw new IllegalStateException("the tables of " + service + " cannot be read", broken);
        }
    }

    private static List<Row> rows(Connection connection, String service, Table table) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(table.query())) {
            var rows = new ArrayList<Row>();
            while (found.next()) {
                rows.add(new Row(service, columns(found)));
            }
            return rows;
        }
    }

    private static Map<String, @Nullable Object> columns(ResultSet row) throws SQLException {
        var columns = new HashMap<String, @Nullable Object>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            var value = row.getObject(column);
            columns.put(
                    row.getMetaData().getColumnLabel(column),
                    value instanceof Timestamp timestamp ? timestamp.toInstant() : value);
        }
        return columns;
    }
}
