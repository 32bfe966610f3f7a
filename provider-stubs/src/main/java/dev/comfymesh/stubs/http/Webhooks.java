package dev.comfymesh.stubs.http;

import dev.comfymesh.stubs.domain.Desk;
import dev.comfymesh.stubs.domain.Fault;
import dev.comfymesh.stubs.domain.Job;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/** Tells webhooks what became of jobs: again and again until one is heard, as often as the provider tries. */
public final class Webhooks {
    /** One thing to tell, and how often that is tried; it keeps its id whenever it is sent again. */
    public record Message(String id, JsonObject body, int tries, Signature signature) {}

    /** Makes the headers that prove where a message comes from; a forged one is signed with another key. */
    @FunctionalInterface
    public interface Signature {
        Map<String, String> headers(String messageId, byte[] body, boolean forged);
    }

    private static final Duration OVERTAKEN = Duration.ofMillis(200);

    private record Delivery(String url, Message message, boolean forged) {}

    private final Vertx vertx;
    private final HttpClient http;
    private final Desk desk;

    Webhooks(Vertx vertx, Desk desk) {
        this.vertx = vertx;
        this.desk = desk;
        this.http = vertx.createHttpClient();
    }

    void send(Job job, Message message) {
        var url = job.order().webhook();
        if (url == null) {
            return;
        }
        var delivery = new Delivery(url, message, job.fault() == Fault.BAD_SIGNATURE);
        Runnable sending = () -> send(delivery, message.tries());
        switch (job.fault()) {
            case LATE_WEBHOOK -> later(desk.settings().webhookLateness(), sending);
            case REORDER_WEBHOOK -> afterTheLast(job, sending);
            case DUPLICATE_WEBHOOK -> {
                sending.run();
                sending.run();
            }
            default -> sending.run();
        }
    }

    /** What tells of the end goes at once, and what came before it when that has arrived. */
    private void afterTheLast(Job job, Runnable sending) {
        if (job.stage().over()) {
            sending.run();
        } else {
            job.end().thenRun(() -> later(OVERTAKEN, sending));
        }
    }

    private void send(Delivery delivery, int tries) {
        var body = delivery.message().body().toBuffer();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(delivery.url())
                .putHeader("Content-Type", "application/json");
        delivery.message()
                .signature()
                .headers(delivery.message().id(), body.getBytes(), delivery.forged())
                .forEach(options::putHeader);
        post(options, body).onComplete(heard -> {
            var ok = heard.succeeded() && heard.result() / 100 == 2;
            if (!ok && tries > 1) {
                later(desk.settings().webhookPause(), () -> send(delivery, tries - 1));
            }
        });
    }

    private Future<Integer> post(RequestOptions options, Buffer body) {
        return http.request(options).compose(request -> request.send(body)).map(HttpClientResponse::statusCode);
    }

    private void later(Duration delay, Runnable deed) {
        vertx.setTimer(Math.max(1, delay.toMillis()), _ -> deed.run());
    }
}
