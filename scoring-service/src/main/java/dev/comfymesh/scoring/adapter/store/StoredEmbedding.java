package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.scoring.domain.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Embeddings as a column holds them: the digest of the model, then little-endian floats. */
final class StoredEmbedding {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGEST = 32;

    private StoredEmbedding() {}

    /** As PostgreSQL reads bytes in a text. */
    static String text(Embedding embedding) {
        var digest = HEX.parseHex(embedding.model());
        if (digest.length != DIGEST) {
            throw new IllegalArgumentException(embedding.model() + " is no SHA-256");
        }
        var bytes =
                ByteBuffer.allocate(DIGEST + Float.BYTES * embedding.width()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(digest).asFloatBuffer().put(embedding.direction());
        return "\\x" + HEX.formatHex(bytes.array());
    }

    static Embedding read(byte[] stored) {
        var floats = ByteBuffer.wrap(stored, DIGEST, stored.length - DIGEST)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        var direction = new float[floats.remaining()];
        floats.get(direction);
        return new Embedding(HEX.formatHex(stored, 0, DIGEST), direction);
    }
}
