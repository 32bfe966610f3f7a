package dev.comfymesh.local.dlq;

import dev.comfymesh.local.mesh.Layout;
import dev.comfymesh.local.mesh.Service;
import dev.comfymesh.local.mesh.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows which jobs the services have parked, and has them try again. The exit code is 1 when something stays undone. */
@Command(
        name = "dlq",
        description = "Show which jobs are parked, and have them tried again.",
        synopsisSubcommandLabel = "(list | show ID | replay ID)")
public final class Dlq {

    @Command(description = "Which jobs are parked, where, and why.")
    int list() {
        return desk().list();
    }

    @Command(description = "What waits of one job.")
    int show(@Parameters(paramLabel = "ID", description = "The job's id.") String id) {
        return desk().show(id);
    }

    @Command(description = "Apply what waits of one job, wherever it is parked.")
    int replay(@Parameters(paramLabel = "ID", description = "The job's id.") String id) {
        return desk().replay(id);
    }

    private static DeadLetterDesk desk() {
        return new DeadLetterDesk(services(), System.out, Clock.systemUTC());
    }

    private static List<ParkedApi> services() {
        var file = Layout.ofLauncher().operatorToken();
        try {
            var token = Files.readString(file).trim();
            return Arrays.stream(Service.values())
                    .map(service -> new ParkedApi(service.label(), service.url(), token))
                    .toList();
        } catch (IOException missing) {
            throw new Trouble("there is no " + Layout.shown(file) + ": run ./mesh up first");
        }
    }
}
