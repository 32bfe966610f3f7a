package dev.comfymesh.systemtests;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;

/** A tenant of the mesh under test, and the key that it comes with. */
record TenantKey(String tenant, String secret) {
    static final TenantKey LOCAL = new TenantKey("local", "cmk_systemtest0123456789abcdefghijklmnopqrstuvwx");

    /** Another, of whose attempts no two may run at once. */
    static final TenantKey NARROW = new TenantKey("narrow", "cmk_narrowtest0123456789abcdefghijklmnopqrstuvwx");

    private static final String INSERT = """
            with moved_in as (insert into tenant (id, weight, max_running) values (?, 1, 1)),
            paid as (insert into account (tenant_id, balance_micros) values (?, 1000000000))
            insert into api_key (hash, prefix, tenant_id, scopes) values (?, ?, ?, 'jobs:read jobs:write')""";

    /** A word that its prompts contain, and that nobody else may ever read. */
    String canary() {
        return "canary-of-" + tenant;
    }

    /** Brings it into a mesh that does not know it yet. */
    void moveIn(String postgres) {
        var url = "jdbc:postgresql://%s/comfymesh".formatted(postgres);
        try (var connection = DriverManager.getConnection(url, "ingest", "ingest");
                var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, tenant);
            insert.setString(2, tenant);
            insert.setString(3, hash());
            insert.setString(4, secret.substring(0, 12));
            insert.setString(5, tenant);
            insert.executeUpdate();
        } catch (SQLException broken) {
            throw new IllegalStateException("there is no room for " + tenant, broken);
        }
    }

    private String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
