package dev.comfymesh.stubs.http;

import dev.comfymesh.stubs.domain.Desk;
import dev.comfymesh.stubs.domain.FaultScript;
import dev.comfymesh.stubs.domain.Job;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;

/** One provider's server. It stays on one event loop, so that nothing at it happens at the same time. */
public final class ProviderServer {
    private static final long LARGEST_BODY = 64 << 20;

    private final Vertx vertx;
    private final Context loop;
    private final Dialect dialect;
    private final Desk desk;
    private final FaultScript script;
    private final Counter counter;
    private final Webhooks webhooks;
    private final Path uploads;
    private final Promise<HttpServer> listening = Promise.promise();

    /** {@code uploads} is where files are that come with a request, for as long as that takes. */
    public ProviderServer(Vertx vertx, Dialect dialect, Path uploads, long seed) {
        this.vertx = vertx;
        this.uploads = uploads;
        this.loop = vertx.getOrCreateContext();
        this.dialect = dialect;
        this.script = new FaultScript(seed);
        var timing = new LoopTiming(vertx, loop);
        this.desk = new Desk(timing, dialect.pricing(), seed, this::tell);
        this.counter = new Counter(dialect, desk, script, timing);
        this.webhooks = new Webhooks(vertx, desk);
    }

    public String name() {
        return dialect.name();
    }

    /** Listens; fails when the port is taken. */
    public Future<HttpServer> listen(String host, int port) {
        var options = new HttpServerOptions().setHost(host).setPort(port).setHttp2ClearTextEnabled(false);
        loop.runOnContext(_ -> vertx.createHttpServer(options)
                .requestHandler(router())
                .listen()
                .onComplete(listening));
        return listening.future();
    }

    public Future<Void> stop() {
        dialect.close();
        return listening.future().compose(HttpServer::close);
    }

    private Router router() {
        var router = Router.router(vertx);
        router.route()
                .handler(BodyHandler.create(uploads.toString())
                        .setDeleteUploadedFilesOnEnd(true)
                        .setBodyLimit(LARGEST_BODY));
        new ControlRoutes(desk, script).declare(router);
        router.route().handler(this::vanish);
        Pictures.declare(router, desk);
        dialect.declare(router, counter);
        router.route().handler(dialect::unknown);
        return router;
    }

    private void vanish(RoutingContext context) {
        if (desk.settings().outage()) {
            context.request().connection().close();
        } else {
            context.next();
        }
    }

    private void tell(Job job) {
        dialect.message(job, counter.origin()).ifPresent(message -> webhooks.send(job, message));
    }
}
