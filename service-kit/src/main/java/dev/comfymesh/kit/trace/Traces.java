package dev.comfymesh.kit.trace;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries a W3C trace context as text through rows and records; an absent one means no trace. */
public final class Traces {
    private static final String HEADER = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private Traces() {}

    /** The current trace context as {@code traceparent}; null outside of a trace. */
    public static @Nullable String current() {
        var carrier = new HashMap<String, String>();
        W3C.inject(Context.current(), carrier, (headers, key, value) -> {
            if (headers != null) {
                headers.put(key, value);
            }
        });
        return carrier.get(HEADER);
    }

    /** Runs the work with this trace context as the current one. */
    @SuppressWarnings("MustBeClosedChecker") // closed when the work ends, which is later than this method does
    public static <T> Uni<T> within(@Nullable String traceparent, Supplier<Uni<T>> work) {
        if (traceparent == null) {
            return work.get();
        }
        return Uni.createFrom().deferred(() -> {
            var scope = W3C.extract(Context.root(), Map.of(HEADER, traceparent), Headers.GETTER)
                    .makeCurrent();
            return work.get().onTermination().invoke(scope::close);
        });
    }

    private enum Headers implements TextMapGetter<Map<String, String>> {
        GETTER;

        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return List.copyOf(headers.keySet());
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String key) {
            return headers == null ? null : headers.get(key);
        }
    }
}
