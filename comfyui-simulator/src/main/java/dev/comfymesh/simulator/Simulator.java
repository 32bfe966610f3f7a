package dev.comfymesh.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import sun.misc.Signal;

/** Running stand-ins for ComfyUI nodes, one unless more were asked for; all share one event loop. */
public final class Simulator {

    private final Vertx vertx;
    private final List<RunningNode> nodes;

    private Simulator(Vertx vertx, List<RunningNode> nodes) {
        this.vertx = vertx;
        this.nodes = List.copyOf(nodes);
    }

    public static void main(String[] arguments) throws InterruptedException {
        keepSmall();
        leaveQuietlyWhenInterrupted();
        try {
            start(List.of(arguments)).urls().forEach(url -> System.out.println("ready on " + url));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; " + Options.USAGE);
            System.exit(2);
        } catch (IOException e) {
            System.err.println("cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Starts nodes with the options of the command line. */
    public static Simulator start(List<String> arguments) throws IOException, InterruptedException {
        var options = Options.parse(arguments);
        var vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
        var painting = CompletableFuture.runAsync(() -> Example.placeFor(options));
        try {
            return new Simulator(vertx, nodes(vertx, options, arguments));
        } catch (IOException e) {
            vertx.close();
            throw e;
        } finally {
            painting.join();
        }
    }

    private static List<RunningNode> nodes(Vertx vertx, Options options, List<String> arguments)
            throws IOException, InterruptedException {
        var nodes = new ArrayList<RunningNode>();
        for (var place : options.places()) {
            nodes.add(RunningNode.start(vertx, place, options, arguments));
        }
        return nodes;
    }

    /** Where the first node is. */
    public String url() {
        return urls().getFirst();
    }

    /** Where the nodes are, in their order. */
    public List<String> urls() {
        return nodes.stream().map(RunningNode::url).toList();
    }

    /** Ends the nodes as a signal would: their clients hear no more. */
    public void stop() throws InterruptedException, ExecutionException {
        for (var node : nodes) {
            node.stop().toCompletionStage().toCompletableFuture().get();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get();
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
}
