package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.comfymesh.executor.adapter.provider.fal.FalHook;
import dev.comfymesh.executor.adapter.provider.fal.FalProvider;
import dev.comfymesh.executor.adapter.provider.replicate.ReplicateHook;
import dev.comfymesh.executor.adapter.provider.replicate.ReplicateProvider;
import dev.comfymesh.executor.adapter.provider.runpod.RunPodHook;
import dev.comfymesh.executor.adapter.provider.runpod.RunPodProvider;
import dev.comfymesh.executor.app.Hook;
import dev.comfymesh.executor.app.Hook.Message;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that the stand-ins send, as they came, and how they are read. */
class HooksIT {
    private static final Clock NOW = Clock.systemUTC();
    private static final Clock LATER = Clock.offset(NOW, Duration.ofMinutes(6));

    private final Queue<Message> heard = new ConcurrentLinkedQueue<>();
    private HttpServer ear;

    @TempDir
    Path directory;

    @BeforeEach
    void listen() throws IOException {
        ear = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ear.createContext("/", this::hear);
        ear.start();
    }

    @AfterEach
    void close() {
        ear.stop(0);
    }

    @Test
    void believesFalByItsPublishedKeys() {
        try (var stand = Stand.open("fal", directory)) {
            var provider = new FalProvider(stand.http(), stand.account("", 0));
            var work = new Work.Model(
                    "fal-ai/flux", Map.of("prompt", "a lake", "image_size", Map.of("width", 16, "height", 16)));
            var keys = stand.url() + "/.well-known/jwks.json";
            var hook = new FalHook(stand.http(), keys, NOW);

            var run = submit(provider, work);
            var message = message();
            assertThat(answer(hook.read(message))).contains(run);
            refusesWhatWasChanged(hook, message);
            assertThat(answer(new FalHook(stand.http(), keys, LATER).read(message)))
                    .isEmpty();

            stand.fault("bad_signature");
            submit(provider, work);
            var forged = message();
            assertThat(answer(hook.read(forged))).isEmpty();
        }
    }

    @Test
    void believesReplicateByTheSecretOfTheAccount() {
        try (var stand = Stand.open("replicate", directory)) {
            var account = stand.account("", 0);
            var provider = new ReplicateProvider(stand.http(), account);
            var work = new Work.Model("owner/name", Map.of("prompt", "a lake", "width", 16, "height", 16));
            var hook = new ReplicateHook(stand.http(), account, NOW);

            var run = submit(provider, work);
            var message = message();
            assertThat(answer(hook.read(message))).contains(run);
            refusesWhatWasChanged(hook, message);
            assertThat(answer(new ReplicateHook(stand.http(), account, LATER).read(message)))
                    .isEmpty();

            heard.clear();
            stand.fault("bad_signature");
            submit(provider, work);
            var forged = message();
            assertThat(answer(hook.read(forged))).isEmpty();

            var next = submit(provider, work);
            assertThat(answer(hook.read(message()))).contains(next);
        }
    }

    @Test
    void areBelievedAgainWhenTheyAreRepeatedOrCameLate() {
        try (var stand = Stand.open("fal", directory)) {
            var provider = new FalProvider(stand.http(), stand.account("", 0));
            var hook = new FalHook(stand.http(), stand.url() + "/.well-known/jwks.json", NOW);
            stand.turn(Map.of("fault", "late_webhook", "webhookLatenessMillis", 300));
            var late = submit(provider, Vendor.FAL.work());
            stand.fault("duplicate_webhook");
            var twice = submit(provider, Vendor.FAL.work());

            var told = Stream.generate(this::message)
                    .limit(3)
                    .map(message -> answer(hook.read(message)).orElseThrow())
                    .toList();

            assertThat(told).containsExactlyInAnyOrder(twice, twice, late);
        }
    }

    @Test
    void takesRunPodAtItsWord() {
        try (var stand = Stand.open("runpod", directory)) {
            var run = submit(new RunPodProvider(stand.http(), stand.account("/v2/comfy", 0)), Graphs.plain(16, 8));

            assertThat(answer(new RunPodHook().read(message()))).contains(run);
            assertThat(answer(new RunPodHook().read(new Message(Map.of(), Map.of(), new byte[0]))))
                    .isEmpty();
        }
    }

    private void refusesWhatWasChanged(Hook hook, Message message) {
        var changed = message.body().clone();
        changed[changed.length - 2] ^= 1;

        assertThat(answer(hook.read(new Message(message.headers(), message.query(), changed))))
                .isEmpty();
        assertThat(answer(hook.read(new Message(Map.of(), message.query(), message.body()))))
                .isEmpty();
    }

    private String submit(Provider provider, Work work) {
        var url = "http://127.0.0.1:" + ear.getAddress().getPort() + "/hook";
        return ((Handover.Taken) answer(provider.submit(commission(work, url)))).remoteId();
    }

    private Message message() {
        await().atMost(Stand.PATIENCE).until(() -> !heard.isEmpty());
        return heard.remove();
    }

    private static Map<String, String> query(@Nullable String text) {
        return text == null ? Map.of() : Map.of(text.replaceAll("=.*", ""), text.replaceAll("^[^=]*=", ""));
    }

    private void hear(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        heard.add(new Message(
                headers,
                query(exchange.getRequestURI().getQuery()),
                exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
