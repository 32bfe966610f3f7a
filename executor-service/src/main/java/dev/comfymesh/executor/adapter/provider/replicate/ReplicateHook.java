package dev.comfymesh.executor.adapter.provider.replicate;

import dev.comfymesh.executor.adapter.provider.Account;
import dev.comfymesh.executor.adapter.provider.Freshness;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.ProviderJson;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.app.Hook;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Replicate's webhooks, signed as Standard Webhooks are, with a secret that the account asks for; and for another once a message
 * does not bear it.
 */
public final class ReplicateHook implements Hook {
    private static final String ALGORITHM = "HmacSHA256";

    private final ProviderHttp http;
    private final Account account;
    private final Freshness freshness;
    private volatile byte @Nullable [] secret;

    public ReplicateHook(ProviderHttp http, Account account, Clock clock) {
        this.http = http;
        this.account = account;
        this.freshness = new Freshness(clock);
    }

    @Override
    public Uni<Optional<String>> read(Message message) {
        var headers = message.headers();
        var body = message.body();
        var id = headers.getOrDefault("webhook-id", "");
        var at = headers.getOrDefault("webhook-timestamp", "");
        var signatures = headers.getOrDefault("webhook-signature", "");
        if (id.isEmpty() || !freshness.holds(at)) {
            return Uni.createFrom().item(Optional.empty());
        }
        var signed = (id + "." + at + ".").getBytes(StandardCharsets.UTF_8);
        return secret().map(found -> found.filter(key -> matches(signatures, signature(key, signed, body)))
                        .flatMap(_ -> prediction(body)))
                .invoke(this::forgetUnlessBorne);
    }

    private void forgetUnlessBorne(Optional<String> proven) {
        if (proven.isEmpty()) {
            secret = null;
        }
    }

    /** Several may stand there while a secret is being replaced. */
    private static boolean matches(String signatures, byte[] expected) {
        return Arrays.stream(signatures.split(" "))
                .filter(each -> each.startsWith("v1,"))
                .map(each -> each.substring("v1,".length()).getBytes(StandardCharsets.US_ASCII))
                .anyMatch(each -> MessageDigest.isEqual(each, expected));
    }

    private static byte[] signature(byte[] key, byte[] signed, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(signed);
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, missing);
        }
    }

    private static Optional<String> prediction(byte[] body) {
        return Optional.of(ProviderJson.read(body).path("id").asText("")).filter(id -> !id.isEmpty());
    }

    private Uni<Optional<byte[]>> secret() {
        var known = secret;
        return known != null
                ? Uni.createFrom().item(Optional.of(known))
                : http.get(account.at("/v1/webhooks/default/secret"), account.authorization("Bearer"))
                        .map(this::learned);
    }

    private Optional<byte[]> learned(Reply reply) {
        if (!(reply instanceof Reply.Got got && got.ok())) {
            return Optional.empty();
        }
        var key = Base64.getDecoder().decode(got.body().path("key").asText("").replaceFirst("^whsec_", ""));
        if (key.length == 0) {
            return Optional.empty();
        }
        secret = key;
        return Optional.of(key);
    }
}
