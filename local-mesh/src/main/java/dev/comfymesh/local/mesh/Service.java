package dev.comfymesh.local.mesh;

import java.net.URI;
import java.util.Locale;

/** The four services, and where each listens on this machine. */
public enum Service {
    INGEST(8080),
    ROUTER(8081),
    EXECUTOR(8082),
    SCORING(8083);

    private final int port;

    Service(int port) {
        this.port = port;
    }

    /** What it is called in logs and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }
}
