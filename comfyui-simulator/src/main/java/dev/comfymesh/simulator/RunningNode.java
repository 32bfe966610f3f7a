package dev.comfymesh.simulator;

import dev.comfymesh.simulator.domain.execution.Node;
import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.witness.WitnessLog;
import dev.comfymesh.simulator.http.SimulatorServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One node of the process: its server and its folders. When it is to die, it takes the process along if it is alone. */
final class RunningNode {

    private final SimulatorServer server;
    private final String host;
    private final int port;

    private RunningNode(Vertx vertx, Place place, Options options, List<String> arguments)
            throws IOException, InterruptedException {
        var folders = Folders.open(place.directory());
        var shelf = new ModelShelf(folders.base(), options.stocked());
        shelf.furnish();
        var catalogue = Catalogue.builtIn(folders, shelf, fiveLetters(new SplittableRandom(options.seed())));
        var knobs = new Knobs(options.stepMillis());
        var clock = Clock.systemUTC();
        var witness = new WitnessLog(folders.base().resolve("witness.jsonl"), place.name(), clock);
        var profile = options.profile();
        var surroundings = new Node.Surroundings(
                catalogue,
                knobs,
                RunningNode::pass,
                clock,
                witness,
                options.cacheMode(),
                profile,
                status -> die(status, options));
        var parts = new SimulatorServer.Parts(
                folders, shelf, catalogue, knobs, profile, witness, arguments, status -> die(status, options));
        this.server = new SimulatorServer(vertx, parts, audience -> new Node(surroundings, audience));
        this.host = options.host();
        this.port = listen(place.port());
    }

    static RunningNode start(Vertx vertx, Place place, Options options, List<String> arguments)
            throws IOException, InterruptedException {
        return new RunningNode(vertx, place, options, arguments);
    }

    String url() {
        return "http://" + host + ":" + port;
    }

    Future<Void> stop() {
        return server.stop();
    }

    private void die(int status, Options options) {
        if (options.places().size() == 1) {
            Runtime.getRuntime().halt(status);
        }
        server.stop();
    }

    private int listen(int wanted) throws IOException, InterruptedException {
        try {
            return server.listen(host, wanted)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get()
                    .actualPort();
        } catch (ExecutionException e) {
            var place = host + ":" + wanted;
            throw new IOException(
                    e.getCause() instanceof BindException
                            ? "port in use: " + place
                            : "cannot listen on " + place + ": " + e.getCause(),
                    e);
        }
    }

    private static Supplier<String> fiveLetters(SplittableRandom random) {
        return () -> random.ints(5, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static void pass(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
