package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.execution.Audience;
import dev.comfymesh.simulator.domain.execution.Life;
import dev.comfymesh.simulator.domain.execution.Node;
import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.profile.Ability;
import dev.comfymesh.simulator.domain.profile.Profile;
import dev.comfymesh.simulator.domain.storage.Folders;
import dev.comfymesh.simulator.domain.witness.WitnessLog;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** ComfyUI's HTTP and WebSocket server on one event loop, like the real one. */
public final class SimulatorServer {

    /** What the server stands on; the node is made with the audience that the server's sockets are. */
    public record Parts(
            Folders folders,
            ModelShelf shelf,
            Catalogue catalogue,
            Knobs knobs,
            Profile profile,
            WitnessLog witness,
            List<String> arguments,
            IntConsumer end) {}

    private static final Logger LOG = System.getLogger(SimulatorServer.class.getName());
    private static final int KILLED = 137;
    private static final int MAX_FRAME_BYTES = 4 << 20;
    private static final String ERROR_TEXT = "500 Internal Server Error\n\nServer got itself in trouble";

    private final Vertx vertx;
    private final Context loop;
    private final Sockets sockets;
    private final Life life;
    private final Parts parts;
    private final Promise<HttpServer> listening = Promise.promise();

    public SimulatorServer(Vertx vertx, Parts parts, Function<Audience, Node> birth) {
        this.vertx = vertx;
        this.parts = parts;
        this.loop = vertx.getOrCreateContext();
        this.sockets = new Sockets(loop, parts.profile().can(Ability.FEATURE_FLAGS), parts.end());
        this.life = new Life(birth, sockets);
    }

    /** Ends the node's life, breaks off its connections, and takes no more. */
    public Future<Void> stop() {
        life.end();
        return sockets.breakAll().compose(_ -> listening.future()).compose(HttpServer::close);
    }

    /** Listens; fails when the port is taken. */
    public Future<HttpServer> listen(String host, int port) {
        var options = new HttpServerOptions()
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
                .setMaxFormAttributeSize(MAX_FRAME_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setHost(host)
                .setPort(port);
        loop.runOnContext(_ -> vertx.createHttpServer(options)
                .requestHandler(router())
                .listen()
                .onComplete(listening));
        return listening.future();
    }

    private Router router() {
        var router = Router.router(vertx);
        router.route().handler(context -> {
            context.response().putHeader("Server", "Python/3.11 aiohttp/3.14.3 (simulated)");
            context.next();
        });
        router.route().handler(new OriginCheck());
        router.route().handler(new Troubles(vertx, parts.knobs()));
        var bodies = new WholeBody(Features.MAX_UPLOAD_BYTES);
        new ControlRoutes(parts.knobs(), parts.witness(), sockets::stall, this::forget, this::kill)
                .declare(router, bodies);
        var routes = new Routes(router, bodies);
        routes.get("/ws", this::connect);
        new PromptRoutes(life, parts.profile()).declare(routes);
        new JobRoutes(life, parts.profile()).declare(routes);
        new CatalogueRoutes(parts.catalogue(), parts.shelf(), parts.profile(), parts.arguments()).declare(routes);
        new ModelRoutes(parts.shelf()).declare(routes);
        new UserRoutes(parts.folders().base().resolve("user/default")).declare(routes);
        new InternalRoutes(parts.folders(), parts.shelf()).declare(routes);
        routes.get("/view", new ViewRoute(parts.folders()));
        new UploadRoutes(parts.folders(), uploads()).declare(routes);
        routes.close();
        router.route().failureHandler(SimulatorServer::fail);
        return router;
    }

    private BodyHandler uploads() {
        return BodyHandler.create(parts.folders().base().resolve("uploads").toString())
                .setDeleteUploadedFilesOnEnd(true)
                .setBodyLimit(Features.MAX_UPLOAD_BYTES);
    }

    /** What a restart loses is lost: everything but files. */
    private void forget() {
        sockets.breakAll();
        parts.folders().emptyTemp();
        life.restart();
    }

    private void kill() {
        parts.end().accept(KILLED);
    }

    private void connect(RoutingContext context) {
        var upgrade = context.request().getHeader("Upgrade");
        if (!"websocket".equalsIgnoreCase(upgrade)) {
            Exchange.text(
                    context,
                    400,
                    "No WebSocket UPGRADE hdr: " + (upgrade == null ? "None" : upgrade)
                            + "\n Can \"Upgrade\" only to \"WebSocket\".");
            return;
        }
        var wanted = context.request().getParam("clientId", "");
        var id = wanted.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : wanted;
        context.request().toWebSocket().onSuccess(socket -> {
            var node = life.node();
            var active = node.active();
            var activeNode = active != null && id.equals(active.clientId()) ? active.node() : null;
            sockets.join(
                    id, context.request().connection(), socket, node.queue().status(), activeNode);
        });
    }

    /** Bad input makes a Python server stumble; that is part of the protocol and no fault of ours. */
    private static boolean isExpected(@Nullable Throwable failure) {
        return failure instanceof PythonError
                || failure instanceof DecodeException
                || failure instanceof NumberFormatException;
    }

    private static void fail(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        if (context.statusCode() == 413) {
            Exchange.text(context, 413, "Maximum request body size " + Features.MAX_UPLOAD_BYTES + " exceeded.");
        } else {
            if (!isExpected(context.failure())) {
                LOG.log(Level.ERROR, context.request().uri(), context.failure());
            }
            Exchange.text(context, 500, ERROR_TEXT);
        }
    }
}
