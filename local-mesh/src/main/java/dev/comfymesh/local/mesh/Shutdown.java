package dev.comfymesh.local.mesh;

import dev.comfymesh.local.Ending;
import dev.comfymesh.local.KafkaBroker;
import dev.comfymesh.local.PostgresServer;
import dev.comfymesh.local.mesh.Component.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/** Ends processes of the mesh: services before what they stand on, those of one stage together. */
record Shutdown(Layout layout) {
    private static final Duration LIMIT = Duration.ofSeconds(25);

    /** Returns once all of them are gone; answers how many there were. */
    long stop(List<Component> components) {
        var count = 0L;
        for (var stage : List.of(Stage.values()).reversed()) {
            var members = components.stream()
                    .filter(component -> component.stage() == stage)
                    .filter(component ->
                            layout.pidFile(component.name()).process().isPresent())
                    .toList();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                members.forEach(member -> threads.submit(() -> stop(member)));
            }
            count += members.size();
        }
        return count;
    }

    /** Ends the servers that outlived a killed owner. */
    static void endOrphans(Layout layout) {
        if (layout.pidFile("kafka").process().isEmpty()) {
            KafkaBroker.endOrphan(layout.kafka());
        }
        if (layout.pidFile("postgres").process().isEmpty()) {
            PostgresServer.endOrphan(layout.postgres());
        }
    }

    private void stop(Component component) {
        var pidFile = layout.pidFile(component.name());
        pidFile.process().ifPresent(process -> {
            var how = switch (Ending.of(process, LIMIT)) {
                case ASKED -> "stopped";
                case KILLED -> "killed, as it did not stop within " + LIMIT.toSeconds() + " s";
            };
            System.out.printf("  %-10s %s (pid %d)%n", component.name(), how, process.pid());
        });
        pidFile.delete();
    }
}
