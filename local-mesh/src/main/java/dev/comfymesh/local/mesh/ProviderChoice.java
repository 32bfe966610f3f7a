package dev.comfymesh.local.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the mesh has accounts at stand-ins for providers, which holds until it is down. */
record ProviderChoice(Layout layout) {

    /** Settles on what is wanted; a mesh that is up keeps those that it was started with, and takes no others. */
    List<Provider> settle(boolean wanted) {
        if (layout.pidFile("router").process().isEmpty()) {
            write(wanted);
        } else if (wanted && current().isEmpty()) {
            throw new Trouble("the mesh is up without providers: run ./mesh down, then ./mesh up --providers again");
        }
        return current();
    }

    /** What was settled on last. */
    List<Provider> current() {
        return Files.exists(file()) ? Provider.STAND_INS : List.of();
    }

    private void write(boolean wanted) {
        try {
            if (wanted) {
                Files.writeString(file(), "stand-ins\n");
            } else {
                Files.deleteIfExists(file());
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Path file() {
        return layout.state().resolve("run/providers");
    }
}
