package dev.comfymesh.systemtests;

import dev.comfymesh.testkit.Servers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of the services, each read under its service's own role. */
final class Tables {
    static final List<String> SERVICES = List.of("ingest", "router", "executor", "scoring");

    private Tables() {}

    /** The first column of each row as a key, the second as its number. */
    static Map<String, Long> count(String service, String sql) {
        var url = "jdbc:postgresql://%s/comfymesh".formatted(Servers.shared().postgres());
        try (var connection = DriverManager.getConnection(url, service, service);
                var rows = connection.createStatement().executeQuery(sql)) {
            var counts = new TreeMap<String, Long>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        } catch (SQLException broken) {
            throw new IllegalStateException(sql, broken);
        }
    }
}
