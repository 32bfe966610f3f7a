package dev.comfymesh.ingest;

import dev.comfymesh.ingest.domain.ApiKey;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Tenants besides the first one, and a look at their accounts. */
final class Tenants {
    private final DataSource database;

    Tenants(DataSource database) {
        this.database = database;
    }

    /** A tenant with an account; the key has its name in it. */
    String add(String name, long balanceMicros, String scopes) {
        var secret = "cmk_" + (name + "x".repeat(40)).substring(0, 40);
        var key = ApiKey.of(secret).orElseThrow();
        run("insert into tenant (id, weight, max_running) values ('%s', 1, 8) on conflict do nothing".formatted(name));
        run("insert into account (tenant_id, balance_micros) values ('%s', %d) on conflict do nothing"
                .formatted(name, balanceMicros));
        run(
                "insert into api_key (hash, prefix, tenant_id, scopes) values ('%s', '%s', '%s', '%s') on conflict do nothing"
                        .formatted(key.hash(), key.prefix(), name, scopes));
        return secret;
    }

    void expire(String secret) {
        run("update api_key set expires_at = now() - interval '1 second' where hash = '%s'"
                .formatted(ApiKey.of(secret).orElseThrow().hash()));
    }

    /** What the outbox says of this job's acceptance. */
    String payload(UUID jobId) {
        return text("select convert_from(payload, 'UTF8') from outbox where subject = '%s' and sequence = 1"
                .formatted(jobId));
    }

    long reservedMicros(String name) {
        return number("select reserved_micros from account where tenant_id = '%s'".formatted(name));
    }

    long balanceMicros(String name) {
        return number("select balance_micros from account where tenant_id = '%s'".formatted(name));
    }

    void run(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException broken) {
            throw new AssertionError(sql, broken);
        }
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException broken) {
            throw new AssertionError(sql, broken);
        }
    }
}
