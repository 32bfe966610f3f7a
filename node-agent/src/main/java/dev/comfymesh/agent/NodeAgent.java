package dev.comfymesh.agent;

import dev.comfymesh.agent.adapter.disk.ModelDirectory;
import dev.comfymesh.agent.adapter.disk.OldFiles;
import dev.comfymesh.agent.adapter.http.MeshOverHttp;
import dev.comfymesh.agent.app.Leftovers;
import dev.comfymesh.agent.app.PlaceFiles;
import dev.comfymesh.agent.app.Worker;
import dev.comfymesh.agent.domain.Limits;
import dev.comfymesh.agent.domain.Ours;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The process beside a node: four workers that ask for orders, fetch files, report, and wipe old files. */
public final class NodeAgent {
    private static final Logger LOG = System.getLogger(NodeAgent.class.getName());
    private static final Clock CLOCK = Clock.systemUTC();

    /** A third of the time after which the mesh takes an agent for gone. */
    private static final Duration REPORT = Duration.ofSeconds(10);

    /** It is the mesh that has us wait; this is for one that does not. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration WIPE = Duration.ofMinutes(10);

    private NodeAgent() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        LogLines.begin();
        Thread.setDefaultUncaughtExceptionHandler((thread, broken) -> fail(3, thread.getName() + " broke: " + broken));
        try {
            start(Options.parse(List.of(arguments)));
            System.out.println("ready");
        } catch (IllegalArgumentException wrong) {
            fail(2, wrong.getMessage() + "; see --help");
        } catch (NoSuchFileException missing) {
            fail(1, "there is no file " + missing.getFile());
        } catch (IOException broken) {
            fail(1, "cannot start: " + broken.getMessage());
        }
        // Whatever a worker does may end anywhere: what is half fetched is gone on with, and nothing else is half done.
        new CountDownLatch(1).await();
    }

    private static void start(Options options) throws IOException {
        var mesh = new MeshOverHttp(options.mesh(), options.target(), options.token(System.getenv()));
        var limits = new Limits(options.capBytes(), options.keepFreeBytes(), options.suffixes());
        var files = new PlaceFiles(mesh, new ModelDirectory(options.models()), limits, CLOCK);
        var report = new Worker("report", REPORT, () -> {
            mesh.report(files.report());
            return false;
        });
        var place = new Worker("files", LOOK_AGAIN, () -> {
            var tried = files.placeOne();
            if (tried) {
                report.ring();
            }
            return tried;
        });
        var follow = new Worker("orders", ASK_AGAIN, () -> {
            var fresh = files.follow();
            if (fresh) {
                place.ring();
            }
            return fresh;
        });
        LOG.log(Level.INFO, "Agent of {0}, for the mesh at {1}", options.target(), options.mesh());
        List.of(report, place, follow, wiping(options)).forEach(Worker::start);
    }

    private static Worker wiping(Options options) throws IOException {
        var keep = options.keep();
        var leftovers = new ArrayList<Leftovers>();
        for (var directory : options.outputs()) {
            leftovers.add(new OldFiles(directory, Ours::isOutput));
        }
        for (var directory : options.inputs()) {
            leftovers.add(new OldFiles(directory, Ours::isInput));
        }
        return new Worker("old files", WIPE, () -> {
            int deleted = 0;
            for (var directory : leftovers) {
                deleted += directory.wipe(CLOCK.instant().minus(keep));
            }
            if (deleted > 0) {
                LOG.log(Level.INFO, "Wiped {0} old files", deleted);
            }
            return false;
        });
    }

    private static void fail(int status, String line) {
        System.err.println("node-agent: " + line);
        System.exit(status);
    }
}
