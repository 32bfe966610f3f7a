package dev.comfymesh.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a bench runs, and what else goes on there. */
final class Machine {
    private Machine() {}

    /** The project's directory: {@code mesh.root}, or the working directory. */
    static Path root() {
        return Path.of(System.getProperty("mesh.root", "")).toAbsolutePath();
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** What stands before a command that is to use the first core alone; nothing where that cannot be had. */
    static List<String> onOneCore() {
        var taskset = Path.of("/usr/bin/taskset");
        return Files.isExecutable(taskset) ? List.of(taskset.toString(), "-c", "0") : List.of();
    }

    /** The load average of the last minute; negative where the system does not say. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    static ObjectNode json(double loadBefore) {
        return Client.JSON
                .createObjectNode()
                .put("cores", cores())
                .put("java", Runtime.version().toString())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .put("load_before", Report.rounded(loadBefore))
                .put("load_after", Report.rounded(load()));
    }
}
