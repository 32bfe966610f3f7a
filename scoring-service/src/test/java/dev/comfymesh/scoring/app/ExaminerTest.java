package dev.comfymesh.scoring.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.Drawings;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Embedding;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.Sharpness;
import dev.comfymesh.scoring.domain.clip.TinyClip;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExaminerTest {
    private static final byte[] PICTURE = Drawings.png(16, Drawings.scene(16));

    private final AtomicInteger decoding = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @Test
    void decodesNoMorePixelsAtOnceThanOnePictureMayHave() throws Exception {
        var guard = new Guard(1_000_000, 2 * 16 * 16, 1_000);
        var twoDecode = new CountDownLatch(2);
        var examiner = new Examiner(guard, _ -> decode(twoDecode), new Panel(List.of(new Sharpness(512)), () -> 0));
        try (var workers = Executors.newFixedThreadPool(3)) {
            var examined = workers.invokeAll(
                    Collections.nCopies(3, () -> examiner.examine(PICTURE, Set.of(Dimension.SHARPNESS))));
            for (var examination : examined) {
                assertThat(examination.get()).isInstanceOf(Examination.Measured.class);
            }
        }

        assertThat(mostAtOnce).hasValue(2);
    }

    @Test
    void keepsTheEmbeddingOfThoseAloneWhoAreComparedByIt() {
        var guard = new Guard(1_000_000, 16 * 16, 1_000);
        Decoder decoder = _ -> new Decoder.Decoded.Readable(Pictures.of(16, 16, Drawings.scene(16)));
        var examiner = new Examiner(guard, decoder, new Panel(List.of(), () -> 0), new TinyClip());

        assertThat(embedding(examiner.examine(PICTURE, new Wanted(Set.of(), true), Sought.NOTHING)))
                .isNotNull();
        assertThat(embedding(examiner.examine(PICTURE, new Wanted(Set.of(), false), Sought.NOTHING)))
                .isNull();
        assertThat(embedding(new Examiner(guard, decoder, new Panel(List.of(), () -> 0))
                        .examine(PICTURE, new Wanted(Set.of(), true), Sought.NOTHING)))
                .isNull();
    }

    private static @Nullable Embedding embedding(Examination examination) {
        return ((Examination.Measured) examination).embedding();
    }

    private Decoder.Decoded decode(CountDownLatch twoDecode) {
        mostAtOnce.accumulateAndGet(decoding.incrementAndGet(), Math::max);
        twoDecode.countDown();
        awaitQuietly(twoDecode);
        decoding.decrementAndGet();
        return new Decoder.Decoded.Readable(Pictures.of(16, 16, Drawings.scene(16)));
    }

    private static void awaitQuietly(CountDownLatch twoDecode) {
        try {
            if (!twoDecode.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody else decodes");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
