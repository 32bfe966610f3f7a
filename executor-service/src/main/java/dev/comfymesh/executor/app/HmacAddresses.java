package dev.comfymesh.executor.app;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Addresses that bear a proof that they are ours, made with a secret; without a secret nothing is ever proven. */
public final class HmacAddresses implements HookAddresses {
    private static final String ALGORITHM = "HmacSHA256";

    private final Optional<URI> publicUrl;
    private final Optional<SecretKeySpec> secret;

    /** {@code publicUrl} is where this service is reached from outside. */
    public HmacAddresses(Optional<URI> publicUrl, Optional<String> secret) {
        if (publicUrl.isPresent() && secret.isEmpty()) {
            throw new IllegalArgumentException("a public address needs a secret to prove what is sent to it");
        }
        this.publicUrl = publicUrl;
        this.secret = secret.map(text -> new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    @Override
    public Optional<String> of(String targetId, UUID attemptId) {
        return publicUrl.flatMap(base -> secret.map(key -> "%s/hooks/%s/%s/%s"
                .formatted(
                        base.toString().replaceAll("/+$", ""),
                        targetId,
                        attemptId,
                        proof(key, targetId, attemptId.toString()))));
    }

    /** Whether {@link #of} made an address of these parts; takes as long whatever is wrong with the proof. */
    public boolean made(String targetId, String attemptId, String proof) {
        return secret.filter(key -> MessageDigest.isEqual(bytes(proof(key, targetId, attemptId)), bytes(proof)))
                .isPresent();
    }

    private static String proof(SecretKeySpec secret, String targetId, String attemptId) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(bytes(targetId + "/" + attemptId)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, missing);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
