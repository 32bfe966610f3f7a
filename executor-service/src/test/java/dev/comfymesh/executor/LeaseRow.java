package dev.comfymesh.executor;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A lease as it stands in the table. */
record LeaseRow(DataSource database, String name) {

    /** As if another replica had held it for a moment. */
    void steal() throws SQLException {
        stealFor(Duration.ZERO);
    }

    /** As if another replica had taken it while its owner was frozen, and had died: nobody else has it for so long. */
    void stealFor(Duration time) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("""
                        update lease set owner = 'thief', epoch = epoch + 1, until = now() + make_interval(secs => ?)
                        where name = ?""")) {
            update.setDouble(1, time.toSeconds());
            update.setString(2, name);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("nobody holds " + name);
            }
        }
    }

    long epoch() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select epoch from lease where name = ?")) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Whether somebody has it at this moment. */
    boolean held() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select until > now() from lease where name = ?")) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
