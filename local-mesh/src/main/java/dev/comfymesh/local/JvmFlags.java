package dev.comfymesh.local;

import java.util.List;

/** How a service's JVM is run on one machine beside everything else: little memory, and no compiler in the way. */
public final class JvmFlags {
    private JvmFlags() {}

    /** The flags of a service with a heap of at most so many MiB. */
    public static List<String> ofService(int heapMib) {
        return List.of(
                "-Xms32m",
                "-Xmx%dm".formatted(heapMib),
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // The optimising compiler takes minutes to pay for itself: in the first ones it used as much CPU as the
                // service, whose own work was no cheaper for it, and 60 MiB. A server that runs for days leaves this
                // out.
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=48m");
    }
}
