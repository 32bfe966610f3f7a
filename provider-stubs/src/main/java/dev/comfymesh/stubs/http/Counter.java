package dev.comfymesh.stubs.http;

import dev.comfymesh.stubs.domain.Desk;
import dev.comfymesh.stubs.domain.Fault;
import dev.comfymesh.stubs.domain.FaultScript;
import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Order;
import dev.comfymesh.stubs.domain.RateLimit;
import dev.comfymesh.stubs.domain.Timing;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.function.BiConsumer;

/** What all providers do alike: let requests in, take submissions or not, find what was taken, and lose answers on command. */
public final class Counter {
    private final Dialect dialect;
    private final Desk desk;
    private final FaultScript script;
    private final Timing timing;
    private final RateLimit limit = new RateLimit();
    private String origin = "";

    Counter(Dialect dialect, Desk desk, FaultScript script, Timing timing) {
        this.dialect = dialect;
        this.desk = desk;
        this.script = script;
        this.timing = timing;
    }

    public Desk desk() {
        return desk;
    }

    public Instant now() {
        return timing.now();
    }

    /** Where clients reach this provider; empty until somebody has. */
    String origin() {
        return origin;
    }

    /** A route that only those may use who bear credentials. */
    public Handler<RoutingContext> members(Handler<RoutingContext> handler) {
        return context -> {
            origin = Exchange.origin(context);
            var credentials = context.request().getHeader("Authorization");
            if (credentials == null || !credentials.matches("(Bearer|Key) \\S+")) {
                dialect.unauthorized(context);
            } else {
                handler.handle(context);
            }
        };
    }

    /** A route that submits something. */
    public Handler<RoutingContext> submits(Handler<Submission> handler) {
        return members(context -> {
            var state = limit.count(desk.settings(), timing.now());
            var fault = state.exceeded() ? Fault.NONE : script.next();
            dialect.tellLimit(context, state);
            if (state.exceeded() || fault == Fault.BURST_429) {
                dialect.throttled(context, state);
            } else {
                handler.handle(new Submission(context, fault));
            }
        });
    }

    /** A route about the job whose id is the path's. */
    public Handler<RoutingContext> looks(BiConsumer<RoutingContext, Job> handler) {
        return members(context -> desk.find(Exchange.pathPart(context, "id"))
                .filter(job -> !job.denied())
                .ifPresentOrElse(
                        job -> {
                            if (job.hidesOnce()) {
                                Exchange.badGateway(context);
                            } else {
                                handler.accept(context, job);
                            }
                        },
                        () -> dialect.unknown(context)));
    }

    /** One submission that was let in, and what goes wrong with it. */
    public final class Submission {
        private final RoutingContext context;
        private final Fault fault;

        private Submission(RoutingContext context, Fault fault) {
            this.context = context;
            this.fault = fault;
        }

        public RoutingContext context() {
            return context;
        }

        public Job accept(Order order) {
            return desk.accept(order, fault);
        }

        /** Answers that it was taken, if the client is to hear of it. */
        public void answer(int status, JsonObject body) {
            switch (fault) {
                case DROP_RESPONSE_AFTER_ACCEPT ->
                    context.request().connection().close();
                case HTML_502 -> Exchange.badGateway(context);
                default -> Exchange.json(context, status, body);
            }
        }
    }
}
