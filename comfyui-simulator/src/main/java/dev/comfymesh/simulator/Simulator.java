package dev.comfymesh.simulator;

import dev.comfymesh.simulator.domain.execution.Node;
import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.rendering.Painter;
import dev.comfymesh.simulator.domain.rendering.Png;
import dev.comfymesh.simulator.domain.rendering.Subject;
import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.storage.Root;
import dev.comfymesh.simulator.domain.witness.WitnessLog;
import dev.comfymesh.simulator.http.SimulatorServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sun.misc.Signal;

/** A running stand-in for one ComfyUI node: its server and its folders. */
public final class Simulator {

    private final Vertx vertx;
    private final SimulatorServer server;
    private final String host;
    private final int port;

    private Simulator(Vertx vertx, SimulatorServer server, String host, int port) {
        this.vertx = vertx;
        this.server = server;
        this.host = host;
        this.port = port;
    }

    public static void main(String[] arguments) throws InterruptedException {
        keepSmall();
        leaveQuietlyWhenInterrupted();
        try {
            var simulator = start(List.of(arguments));
            System.out.println("ready on " + simulator.url());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; " + Options.USAGE);
            System.exit(2);
        } catch (IOException e) {
            System.err.println("cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Starts a node with the options of the command line. */
    public static Simulator start(List<String> arguments) throws IOException, InterruptedException {
        var options = Options.parse(arguments);
        var folders = Folders.open(options.directory());
        var painting = CompletableFuture.runAsync(() -> placeExample(folders, options.stocked()));
        var shelf = new ModelShelf(folders.base(), options.stocked());
        var catalogue = Catalogue.builtIn(folders, shelf, fiveLetters(new SplittableRandom(options.seed())));
        var knobs = new Knobs(options.stepMillis());
        var clock = Clock.systemUTC();
        var witness = new WitnessLog(folders.base().resolve("witness.jsonl"), options.name(), clock);
        var vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
        IntConsumer end = Runtime.getRuntime()::halt;
        var surroundings =
                new Node.Surroundings(catalogue, knobs, Simulator::pass, clock, witness, options.cacheMode(), end);
        var parts = new SimulatorServer.Parts(folders, shelf, catalogue, knobs, witness, arguments, end);
        var server = new SimulatorServer(vertx, parts, audience -> new Node(surroundings, audience));
        int port;
        try {
            port = listen(vertx, server, options);
        } finally {
            painting.join();
        }
        return new Simulator(vertx, server, options.host(), port);
    }

    public String url() {
        return "http://" + host + ":" + port;
    }

    /** Ends the node as a signal would: its clients hear no more. */
    public void stop() throws InterruptedException, ExecutionException {
        server.stop()
                .compose(_ -> vertx.close())
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private static int listen(Vertx vertx, SimulatorServer server, Options options)
            throws IOException, InterruptedException {
        try {
            return server.listen(options.host(), options.port())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get()
                    .actualPort();
        } catch (ExecutionException e) {
            vertx.close();
            var place = options.host() + ":" + options.port();
            throw new IOException(
                    e.getCause() instanceof BindException
                            ? "port in use: " + place
                            : "cannot listen on " + place + ": " + e.getCause(),
                    e);
        }
    }

    /** A stand-in is started many times beside other things: no buffer pools, no desktop, no warnings of Netty's. */
    private static void keepSmall() {
        System.setProperty("java.awt.headless", "true");
        System.setProperty("io.netty.noUnsafe", "true");
        System.setProperty("io.netty.allocator.type", "unpooled");
        System.setProperty("vertx.disableDnsResolver", "true");
    }

    /** An interrupt from the keyboard is an orderly end, as it is for a real server. */
    private static void leaveQuietlyWhenInterrupted() {
        Signal.handle(new Signal("INT"), _ -> Runtime.getRuntime().halt(0));
    }

    private static void placeExample(Folders folders, boolean wanted) {
        var example = folders.of(Root.INPUT).resolve("example.png");
        if (wanted && !Files.exists(example)) {
            var subject = new Subject("mountains at sunset", "", BigInteger.valueOf(7), 20, 7, "example", 640, 448);
            write(example, Png.encode(Painter.paint(subject), Map.of(), 4));
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
