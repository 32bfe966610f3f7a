package dev.comfymesh.stubs.http;

import dev.comfymesh.stubs.domain.Job;
import dev.comfymesh.stubs.domain.Pricing;
import dev.comfymesh.stubs.domain.RateLimit;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** How one provider speaks: its paths, its words, its prices, and how it signs. */
public interface Dialect extends AutoCloseable {
    String name();

    Pricing pricing();

    void declare(Router router, Counter counter);

    /** Says that the request bears no credentials. */
    void unauthorized(RoutingContext context);

    /** Tells how many requests are left, where the provider does. */
    default void tellLimit(RoutingContext context, RateLimit.State state) {}

    void throttled(RoutingContext context, RateLimit.State state);

    /** Says that it knows nothing of what was asked for. */
    void unknown(RoutingContext context);

    /** What to tell a webhook about the job's new state; empty when nothing is told of it. */
    Optional<Webhooks.Message> message(Job job, String origin);

    @Override
    default void close() {}
}
