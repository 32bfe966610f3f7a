package dev.comfymesh.stubs.fal;

import dev.comfymesh.stubs.http.Webhooks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Signs webhooks with Ed25519, and shows the key that proves it as a key set. */
final class FalSigner implements Webhooks.Signature {
    private static final String USER = "stub-user";
    private static final int RAW_KEY = 32;

    private final Clock clock;
    private final KeyPair own = keys();
    private final KeyPair forger = keys();

    FalSigner(Clock clock) {
        this.clock = clock;
    }

    JsonObject keySet() {
        var encoded = own.getPublic().getEncoded();
        var raw = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length);
        var key = new JsonObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
        return new JsonObject().put("keys", new JsonArray().add(key));
    }

    @Override
    public Map<String, String> headers(String messageId, byte[] body, boolean forged) {
        var seconds = Long.toString(clock.instant().getEpochSecond());
        try {
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            var signature = Signature.getInstance("Ed25519");
            signature.initSign((forged ? forger : own).getPrivate());
            signature.update(String.join("\n", messageId, USER, seconds, digest).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "X-Fal-Webhook-Request-Id",
                    messageId,
                    "X-Fal-Webhook-User-Id",
                    USER,
                    "X-Fal-Webhook-Timestamp",
                    seconds,
                    "X-Fal-Webhook-Signature",
                    HexFormat.of().formatHex(signature.sign()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256 and Ed25519", missing);
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has Ed25519", missing);
        }
    }
}
