package dev.comfymesh.simulator.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.comfymesh.simulator.domain.json.Python;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads requests and writes answers as ComfyUI's server does, spelling included. */
final class Exchange {

    private static final String JSON = "application/json; charset=utf-8";
    private static final String DELAY = "answer comes so many milliseconds later";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final JsonFactory LENIENT = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Features.MAX_UPLOAD_BYTES)
                    .build())
            .build();

    private Exchange() {}

    /** The body as a tree of maps, lists and scalars. */
    static @Nullable Object body(RoutingContext context) {
        return decode(WholeBody.of(context));
    }

    static @Nullable Object decode(Buffer json) {
        try (var parser = LENIENT.createParser(json.getBytes())) {
            return plain(JacksonCodec.fromParser(parser, Object.class));
        } catch (IOException e) {
            throw new DecodeException(e.getMessage(), e);
        }
    }

    private static @Nullable Object plain(@Nullable Object decoded) {
        return switch (decoded) {
            case JsonObject object -> object.getMap();
            case JsonArray array -> array.getList();
            case null, default -> decoded;
        };
    }

    /** A part of the path; empty when the route has none of that name. */
    static String pathPart(RoutingContext context, String name) {
        var part = context.pathParam(name);
        return part == null ? "" : part;
    }

    static void json(RoutingContext context, int status, @Nullable Object value) {
        var body = Buffer.buffer(Python.json(value));
        end(
                context,
                () -> context.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", JSON)
                        .putHeader("Content-Length", Integer.toString(body.length()))
                        .end(body));
    }

    static void json(RoutingContext context, @Nullable Object value) {
        json(context, 200, value);
    }

    static void text(RoutingContext context, int status, String text) {
        end(
                context,
                () -> context.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", TEXT)
                        .end(text));
    }

    static void empty(RoutingContext context, int status) {
        end(context, () -> context.response().setStatusCode(status).end());
    }

    /** Whatever is answered to this request leaves so much later. */
    static void answerLater(RoutingContext context, int millis) {
        context.put(DELAY, millis);
    }

    private static void end(RoutingContext context, Runnable answer) {
        int millis = context.<Integer>get(DELAY, 0);
        if (millis == 0) {
            answer.run();
        } else {
            context.vertx().setTimer(millis, _ -> answer.run());
        }
    }
}
