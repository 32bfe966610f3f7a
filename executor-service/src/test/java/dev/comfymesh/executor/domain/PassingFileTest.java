package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassingFileTest {
    private static final byte[] CONTENT = new byte[FileProbe.HEAD + 1_000];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 17, 4096, 1 << 20})
    void seesTheSameInWhateverPiecesItComes(int size) throws Exception {
        var file = new PassingFile();
        for (int from = 0; from < CONTENT.length; from += size) {
            var piece = ByteBuffer.wrap(CONTENT, from, Math.min(size, CONTENT.length - from));
            file.pass(piece);
            assertThat(piece.remaining()).isPositive();
        }

        var probe = file.probe();
        assertThat(probe.head()).isEqualTo(Arrays.copyOf(CONTENT, FileProbe.HEAD));
        assertThat(probe.tail())
                .isEqualTo(Arrays.copyOfRange(CONTENT, CONTENT.length - FileProbe.TAIL, CONTENT.length));
        assertThat(probe.length()).isEqualTo(CONTENT.length).isEqualTo(file.length());
        assertThat(file.sha256Hex())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT)));
    }
}
