package dev.comfymesh.executor.adapter.provider.fal;

import dev.comfymesh.executor.adapter.provider.Freshness;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.ProviderJson;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.app.Hook;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * fal's webhooks, signed with one of the keys of a set that it publishes; any of them will do. They do not tell whose app a run
 * is of: the address does.
 */
public final class FalHook implements Hook {
    /** What the address of a webhook calls the app whose runs it is told of. */
    static final String APP = "app";

    private static final Duration KEYS_LIFE = Duration.ofHours(12);

    private final ProviderHttp http;
    private final String keySet;
    private final Clock clock;
    private final Freshness freshness;
    private volatile Keys keys = new Keys(List.of(), Instant.MIN);

    private record Keys(List<PublicKey> all, Instant until) {}

    /** {@code keySet} is the address of the set. */
    public FalHook(ProviderHttp http, String keySet, Clock clock) {
        this.http = http;
        this.keySet = keySet;
        this.clock = clock;
        this.freshness = new Freshness(clock);
    }

    @Override
    public Uni<Optional<String>> read(Message message) {
        var headers = message.headers();
        var request = header(headers, "request-id");
        var at = header(headers, "timestamp");
        var signature = header(headers, "signature");
        if (request.isEmpty() || !signature.matches("[0-9a-f]{128}") || !freshness.holds(at)) {
            return Uni.createFrom().item(Optional.empty());
        }
        var signed = String.join("\n", request, header(headers, "user-id"), at, digest(message.body()));
        return keys().map(known -> known.stream()
                        .anyMatch(key -> verifies(key, signed, HexFormat.of().parseHex(signature)))
                ? run(message)
                : Optional.empty());
    }

    private static String header(Map<String, String> headers, String name) {
        return headers.getOrDefault("x-fal-webhook-" + name, "");
    }

    private static boolean verifies(PublicKey key, String signed, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    private static Optional<String> run(Message message) {
        var app = message.query().getOrDefault(APP, "");
        var id = ProviderJson.read(message.body()).path("request_id").asText("");
        return app.matches("[\\w.-]+/[\\w.-]+") && id.matches("[\\w-]+")
                ? Optional.of("/" + app + "/requests/" + id)
                : Optional.empty();
    }

    private Uni<List<PublicKey>> keys() {
        return clock.instant().isBefore(keys.until())
                ? Uni.createFrom().item(keys.all())
                : http.get(keySet, Map.of()).map(this::learned);
    }

    private List<PublicKey> learned(Reply reply) {
        if (reply instanceof Reply.Got got && got.ok()) {
            keys = new Keys(Ed25519Keys.read(got.body()), clock.instant().plus(KEYS_LIFE));
        }
        return keys.all();
    }
}
