package dev.comfymesh.stubs.replicate;

import dev.comfymesh.stubs.http.Webhooks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as the Standard Webhooks specification has it, with a secret that the account can ask for. */
final class StandardWebhook implements Webhooks.Signature {
    private static final int SECRET_BYTES = 32;

    private final Clock clock;
    private final byte[] secret = random();
    private final byte[] forger = random();

    StandardWebhook(Clock clock) {
        this.clock = clock;
    }

    String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    @Override
    public Map<String, String> headers(String messageId, byte[] body, boolean forged) {
        var seconds = Long.toString(clock.instant().getEpochSecond());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(forged ? forger : secret, "HmacSHA256"));
            mac.update((messageId + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "webhook-id",
                    messageId,
                    "webhook-timestamp",
                    seconds,
                    "webhook-signature",
                    "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", missing);
        }
    }

    private static byte[] random() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
