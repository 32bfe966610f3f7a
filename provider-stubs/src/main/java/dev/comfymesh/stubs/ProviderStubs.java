package dev.comfymesh.stubs;

import dev.comfymesh.stubs.comfyapi.ComfyApiDialect;
import dev.comfymesh.stubs.fal.FalDialect;
import dev.comfymesh.stubs.http.Dialect;
import dev.comfymesh.stubs.http.ProviderServer;
import dev.comfymesh.stubs.replicate.ReplicateDialect;
import dev.comfymesh.stubs.runpod.ComfyWorker;
import dev.comfymesh.stubs.runpod.RunPodDialect;
import dev.comfymesh.stubs.studio.GraphStudio;
import dev.comfymesh.stubs.together.TogetherDialect;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Running stand-ins for the providers, one port each in a fixed order. */
public final class ProviderStubs {
    private final Vertx vertx;
    private final List<ProviderServer> servers;
    private final Map<String, String> urls;

    private ProviderStubs(Vertx vertx, List<ProviderServer> servers, Map<String, String> urls) {
        this.vertx = vertx;
        this.servers = servers;
        this.urls = urls;
    }

    public static void main(String[] arguments) throws InterruptedException {
        keepSmall();
        try {
            start(List.of(arguments)).urls.forEach((name, url) -> System.out.println(name + " ready on " + url));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; " + Options.USAGE);
            System.exit(2);
        } catch (IOException e) {
            System.err.println("cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Starts all providers with the options of the command line. */
    public static ProviderStubs start(List<String> arguments) throws IOException, InterruptedException {
        var options = Options.parse(arguments);
        var vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(4).setInternalBlockingPoolSize(2));
        var servers = new ArrayList<ProviderServer>();
        var urls = new LinkedHashMap<String, String>();
        try {
            for (var dialect : dialects(options)) {
                var uploads = options.directory().resolve("uploads");
                var server = new ProviderServer(vertx, dialect, uploads, options.seed());
                urls.put(server.name(), listen(server, options, servers.size()));
                servers.add(server);
            }
        } catch (IOException e) {
            vertx.close();
            throw e;
        }
        return new ProviderStubs(vertx, servers, urls);
    }

    /** Stand-ins run beside other things: no buffer pools, no desktop, no warnings of Netty's. */
    private static void keepSmall() {
        System.setProperty("java.awt.headless", "true");
        System.setProperty("io.netty.noUnsafe", "true");
        System.setProperty("io.netty.allocator.type", "unpooled");
        System.setProperty("vertx.disableDnsResolver", "true");
    }

    private static List<Dialect> dialects(Options options) throws IOException {
        var directory = options.directory();
        return List.of(
                new RunPodDialect(new ComfyWorker(GraphStudio.open(directory.resolve("runpod")))),
                new ComfyApiDialect(GraphStudio.open(directory.resolve("comfyapi"))),
                new FalDialect(),
                new ReplicateDialect(),
                new TogetherDialect());
    }

    private static String listen(ProviderServer server, Options options, int number)
            throws IOException, InterruptedException {
        try {
            var port = server.listen(options.host(), options.port(number))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get()
                    .actualPort();
            return "http://" + options.host() + ":" + port;
        } catch (ExecutionException e) {
            var place = options.host() + ":" + options.port(number);
            throw new IOException(
                    e.getCause() instanceof BindException
                            ? "port in use: " + place
                            : "cannot listen on " + place + ": " + e.getCause(),
                    e);
        }
    }

    /** Where a provider is: {@code runpod}, {@code comfyapi}, {@code fal}, {@code replicate} or {@code together}. */
    public String url(String name) {
        var url = urls.get(name);
        if (url == null) {
            throw new IllegalArgumentException(name + " is none of " + urls.keySet());
        }
        return url;
    }

    public void stop() throws InterruptedException, ExecutionException {
        for (var server : servers) {
            server.stop().toCompletionStage().toCompletableFuture().get();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }
}
