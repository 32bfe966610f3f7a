package dev.comfymesh.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL server on loopback with the mesh's database in it; its data stay in its directory between runs. */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Path directory;
    private final int port;
    private final Thread closer;

    private PostgresServer(EmbeddedPostgres server, Path directory, int port, Thread closer) {
        this.server = server;
        this.directory = directory;
        this.port = port;
        this.closer = closer;
    }

    /**
     * Starts the server and prepares database, roles and schemas, all of which may be there already. A server that an
     * owner left behind in this directory is ended first.
     */
    public static PostgresServer start(Path directory, int port) {
        endOrphan(directory);
        var closer = new Thread(() -> endOrphan(directory), "postgres-closer");
        Runtime.getRuntime().addShutdownHook(closer);
        var data = directory.resolve("data");
        var log = directory.resolve("server.log");
        try {
            Files.createDirectories(directory);
            Binaries.ofThisProcess().discardHalfUnpacked();
            var server = launch(data, log, port);
            new Schemas(server).prepare();
            return new PostgresServer(server, directory, port, closer);
        } catch (IOException | SQLException broken) {
            throw new IllegalStateException("PostgreSQL did not start, see " + log, broken);
        }
    }

    /** Ends the server that a killed owner left behind in this directory, if there is one. */
    public static void endOrphan(Path directory) {
        new Postmaster(directory.resolve("data")).end();
    }

    /** The server process that runs in this directory; it is nobody's child. */
    public static Optional<ProcessHandle> process(Path directory) {
        return new Postmaster(directory.resolve("data")).process();
    }

    /** Where it listens, as host:port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(closer);
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Runs a server until this process is asked to end. Arguments: directory and port. */
    public static void main(String[] arguments) {
        var server = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("PostgreSQL answers at " + server.address());
        process(server.directory).ifPresent(PostgresServer::awaitEnd);
        System.exit(1);
    }

    private static void awaitEnd(ProcessHandle postmaster) {
        while (!Ending.comesWithin(postmaster, Duration.ofMinutes(1))) {
            // It runs, as it should.
        }
    }

    private static EmbeddedPostgres launch(Path data, Path log, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "128MB")
                .start();
    }
}
