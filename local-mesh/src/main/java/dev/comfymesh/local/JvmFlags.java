package dev.comfymesh.local;

import java.util.List;

/** How a service's JVM is run on one machine beside everything else: little memory, and no compiler in the way. */
public final class JvmFlags {
    private JvmFlags() {}

    /** The flags of a service by its short name, as in {@code router}. */
    public static List<String> ofService(String name) {
        return List.of(
                "-Xms32m",
                "-Xmx%dm".formatted(heapMib(name)),
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // The optimising compiler takes minutes to pay for itself: in the first ones it used as much CPU as the
                // service, whose own work was no cheaper for it, and 60 MiB. A server that runs for days leaves this
                // out.
                "-XX:TieredStopAtLevel=1",
                // Each tenth of it that fills with new code costs a collection of the whole heap; the rest is free.
                "-XX:ReservedCodeCacheSize=240m",
                // What runs models is no Java.
                "--enable-native-access=ALL-UNNAMED");
    }

    private static int heapMib(String service) {
        return switch (service) {
            // 100,000 waiting jobs.
            case "router" -> 256;
            // A decoded picture takes many times its file.
            case "scoring" -> 320;
            default -> 160;
        };
    }
}
