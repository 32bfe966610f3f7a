package dev.comfymesh.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The rows of an accepted job, inserted by a client that does nothing else: the same tables with the same indexes, the same
 * bytes, one transaction a job.
 */
record PlainSql(Tables tables, int connections) {
    private static final List<String> COPIED =
            List.of("job", "idempotency_record", "client_event", "fact_sequence", "outbox");
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /** A row to be inserted again and again, with its ids replaced. */
    private record Template(String table, List<String> columns, List<Object> values) {
        String insert() {
            return "insert into plain_%s (%s) values (%s)"
                    .formatted(
                            table,
                            String.join(", ", columns),
                            String.join(", ", Collections.nCopies(columns.size(), "?")));
        }

        void bind(PreparedStatement statement, UUID id) throws SQLException {
            for (int n = 0; n < columns.size(); n++) {
                statement.setObject(n + 1, value(n, id));
            }
            statement.executeUpdate();
        }

        private Object value(int n, UUID id) {
            return switch (columns.get(n)) {
                case "id", "job_id" -> id;
                case "subject", "key" -> id.toString();
                default -> values.get(n);
            };
        }
    }

    double perSecond(Duration time) {
        var templates = prepare();
        insert(templates, WARM_UP);
        return insert(templates, time) / (time.toMillis() / 1000.0);
    }

    private List<Template> prepare() {
        try (var connection = tables.connect("ingest");
                var statement = connection.createStatement()) {
            for (var table : COPIED) {
                statement.execute("create table plain_%1$s (like %1$s including all)".formatted(table));
            }
            var templates = new ArrayList<Template>();
            for (var table : COPIED) {
                templates.add(template(connection, table));
            }
            return templates;
        } catch (SQLException broken) {
            throw new IllegalStateException("the plain tables cannot be made", broken);
        }
    }

    /** Any row of the table; those of a job that only waits all look the same. */
    private static Template template(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select * from %s limit 1".formatted(table))) {
            if (!row.next()) {
                throw new IllegalStateException("nothing was accepted: no row in " + table);
            }
            var columns = new ArrayList<String>();
            var values = new ArrayList<Object>();
            for (int n = 1; n <= row.getMetaData().getColumnCount(); n++) {
                columns.add(row.getMetaData().getColumnName(n));
                values.add(row.getObject(n));
            }
            return new Template(table, columns, values);
        }
    }

    private long insert(List<Template> templates, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var work = threads.invokeAll(IntStream.range(0, connections)
                    .<Callable<Long>>mapToObj(_ -> () -> insertUntil(end, templates))
                    .toList());
            return work.stream().mapToLong(PlainSql::count).sum();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows are inserted", interrupted);
        }
    }

    private long insertUntil(long end, List<Template> templates) throws SQLException {
        try (var connection = tables.connect("ingest")) {
            connection.setAutoCommit(false);
            var statements = new ArrayList<PreparedStatement>();
            for (var template : templates) {
                statements.add(connection.prepareStatement(template.insert()));
            }
            var inserted = 0L;
            for (; System.nanoTime() < end; inserted++) {
                var id = UUID.randomUUID();
                for (int n = 0; n < statements.size(); n++) {
                    templates.get(n).bind(statements.get(n), id);
                }
                connection.commit();
            }
            return inserted;
        }
    }

    private static long count(Future<Long> done) {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows are inserted", interrupted);
        }
    }
}
