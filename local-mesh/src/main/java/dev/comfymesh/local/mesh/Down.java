package dev.comfymesh.local.mesh;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops all of the mesh, what a killed process left behind too. Data, logs and keys stay. */
@Command(name = "down", description = "Stop the mesh; data are kept.")
final class Down implements Callable<Integer> {
    private final Layout layout = Layout.ofLauncher();

    @Override
    public Integer call() {
        layout.prepare();
        var everything = new Blueprint(layout, Secrets.of(layout), Node.SIMULATED, Provider.STAND_INS).components();
        var stopped = new Shutdown(layout).stop(everything);
        Shutdown.endOrphans(layout);
        System.out.println(stopped == 0 ? "The mesh was not running." : "The mesh is down; its data are kept in .mesh");
        return 0;
    }
}
