package dev.comfymesh.executor.adapter.provider.fal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Reads the Ed25519 keys of a key set; what is none of these is left out. */
final class Ed25519Keys {
    /** What stands before the raw key in its usual encoding. */
    private static final byte[] HEADER = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int RAW_LENGTH = 32;

    private Ed25519Keys() {}

    static List<PublicKey> read(JsonNode set) {
        var keys = new ArrayList<PublicKey>();
        set.path("keys").forEach(key -> {
            if (key.path("crv").asText().equals("Ed25519")) {
                add(keys, key.path("x").asText(""));
            }
        });
        return List.copyOf(keys);
    }

    private static void add(List<PublicKey> keys, String x) {
        try {
            var raw = Base64.getUrlDecoder().decode(x);
            if (raw.length == RAW_LENGTH) {
                var encoded = new ByteArrayOutputStream();
                encoded.writeBytes(HEADER);
                encoded.writeBytes(raw);
                keys.add(KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
            }
        } catch (IllegalArgumentException | GeneralSecurityException _) {
            // A key that cannot be read proves nothing; the others may.
        }
    }
}
