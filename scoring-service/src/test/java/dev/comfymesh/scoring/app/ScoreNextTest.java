package dev.comfymesh.scoring.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.contracts.Reason;
import dev.comfymesh.kit.objects.ObjectMissing;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.scoring.Drawings;
import dev.comfymesh.scoring.domain.Blankness;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Exposure;
import dev.comfymesh.scoring.domain.Grade;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Pictures;
import dev.comfymesh.scoring.domain.SampleProfile;
import dev.comfymesh.scoring.domain.Sharpness;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ScoreNextTest {
    private static final int MAX_TRIES = 3;
    private static final Grade BY_BRIGHTNESS = new Grade(Dimension.BRIGHTNESS, 1, List.of(new Grade.Point(0, 1)));
    private static final ProfileShelf PROFILES = ShelfInMemory.of(
            SampleProfile.aProfile().named("bright").grades(BY_BRIGHTNESS).made());
    private static final byte[] PICTURE = Drawings.png(16, Drawings.scene(16));

    private final Rows queue = new Rows();
    private final Objects objects = new Objects();
    private final SameThread workers = new SameThread();
    private final ScoreNext scoreNext = scoreNext();

    @Test
    void hasNothingToDoWithoutWork() {
        assertThat(run()).isFalse();
    }

    @Test
    void goesOnAsLongAsMoreIsFree() {
        queue.waiting.add(work(PICTURE.length, 1));
        queue.more = true;

        assertThat(run()).isTrue();
    }

    @Test
    void storesTogetherWhatCameTogether() {
        queue.waiting.addAll(List.of(work(PICTURE.length, 1), work(1_000_001, 1), work(PICTURE.length, 1)));

        run();

        assertThat(queue.transactions).isEqualTo(1);
        assertThat(queue.finished).hasSize(3);
    }

    @Test
    void storesWhatWasMeasured() {
        queue.waiting.add(work(PICTURE.length, 1));

        run();

        assertThat(queue.finished)
                .singleElement()
                .isInstanceOfSatisfying(
                        Examination.Measured.class,
                        measured -> assertThat(measured.measurements().of(Dimension.BRIGHTNESS))
                                .isBetween(0.3, 0.7));
    }

    @Test
    void storesAReasonWhenTheFileIsNoPicture() {
        objects.content = "an error page".getBytes(StandardCharsets.UTF_8);
        queue.waiting.add(work(13, 1));

        run();

        assertThat(reason().code()).isEqualTo("UNREADABLE");
    }

    @Test
    void storesAReasonWhenTheFileIsGone() {
        objects.failure = new ObjectMissing("a");
        queue.waiting.add(work(PICTURE.length, 1));

        run();

        assertThat(reason().code()).isEqualTo("MISSING");
        assertThat(queue.givenBack).isEmpty();
    }

    @Test
    void storesAReasonWhenTheKeyIsNone() {
        objects.failure = new IllegalArgumentException("not a key: ../a");
        queue.waiting.add(work(PICTURE.length, 1));

        run();

        assertThat(reason().code()).isEqualTo("MISSING");
    }

    @Test
    void storesTheOthersOfABatchWhenAWorkerBreaksOverOne() {
        workers.breaking = 1;
        queue.waiting.addAll(List.of(work(PICTURE.length, 1), work(PICTURE.length, 1)));

        assertThatThrownBy(this::run).hasRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(queue.finished).singleElement().isInstanceOf(Examination.Measured.class);
        assertThat(queue.givenBack).isEmpty();
    }

    @Test
    void doesNotEvenReadWhatIsTooLarge() {
        queue.waiting.add(work(1_000_001, 1));

        run();

        assertThat(reason().code()).isEqualTo("TOO_LARGE");
        assertThat(objects.reads).isZero();
    }

    @Test
    void doesNotEvenReadWhatComesTooLate() {
        queue.waiting.add(late());

        run();

        assertThat(reason().code()).isEqualTo("DEADLINE");
        assertThat(objects.reads).isZero();
    }

    @Test
    void givesUpAPictureThatWasTakenTooOften() {
        queue.waiting.add(work(PICTURE.length, MAX_TRIES + 1));

        run();

        assertThat(reason().code()).isEqualTo("UNMEASURABLE");
        assertThat(objects.reads).isZero();
    }

    @Test
    void givesWorkBackAndFailsWhenTheStoreIsInTrouble() {
        objects.failure = new IllegalStateException("the disk is away");
        queue.waiting.add(work(PICTURE.length, 1));

        assertThatThrownBy(this::run).hasMessage("the disk is away");
        assertThat(queue.givenBack).hasSize(1);
        assertThat(queue.finished).isEmpty();
    }

    private boolean run() {
        return scoreNext.scoreNext().await().indefinitely();
    }

    private Reason reason() {
        return ((Examination.Refused) queue.finished.getFirst()).reason();
    }

    private ScoreNext scoreNext() {
        var guard = new Guard(1_000_000, 1_000_000, 1_000);
        var panel = new Panel(List.of(new Sharpness(512), new Exposure(), new Blankness()), () -> 0);
        Decoder decoder = _ -> new Decoder.Decoded.Readable(Pictures.of(16, 16, Drawings.scene(16)));
        return new ScoreNext(queue, objects, workers, new Examiner(guard, decoder, panel), PROFILES, 2, MAX_TRIES);
    }

    private static Work work(long bytes, int tries) {
        return new Work("job-1", new UUID(0, 1), "bright", "a", bytes, tries, null, false, null);
    }

    private static Work late() {
        return new Work("job-1", new UUID(0, 1), "bright", "a", PICTURE.length, 1, null, true, null);
    }

    private static final class Rows implements WorkQueue {
        private final Queue<Work> waiting = new ArrayDeque<>();
        private final List<Work> givenBack = new ArrayList<>();
        private final List<Examination> finished = new ArrayList<>();
        private int transactions;
        private boolean more;

        @Override
        public Uni<Batch> take() {
            return Uni.createFrom().item(new Batch(List.copyOf(waiting), more));
        }

        @Override
        public Uni<Void> giveBack(Work work) {
            givenBack.add(work);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> finish(List<Finished> done) {
            transactions++;
            done.forEach(one -> finished.add(one.examination()));
            return Uni.createFrom().voidItem();
        }
    }

    /** Runs at once what it gets; so many of the first times it breaks instead. */
    private static final class SameThread implements Workers {
        private int breaking;

        @Override
        public <T> Uni<T> run(Supplier<T> work) {
            return breaking-- > 0
                    ? Uni.createFrom().failure(new OutOfMemoryError("too large"))
                    : Uni.createFrom().item(work);
        }

        @Override
        public <T> Uni<T> compute(Supplier<T> work) {
            return Uni.createFrom().item(work);
        }
    }

    /** Holds one object, or fails. */
    private static final class Objects implements ObjectStore {
        private byte[] content = PICTURE;
        private RuntimeException failure;
        private int reads;

        @Override
        public Uni<byte[]> read(String key) {
            reads++;
            return failure == null
                    ? Uni.createFrom().item(content)
                    : Uni.createFrom().failure(failure);
        }

        @Override
        public Uni<Void> put(String key, Path file) {
            throw new AssertionError();
        }

        @Override
        public Uni<Void> put(String key, byte[] bytes) {
            throw new AssertionError();
        }

        @Override
        public Uni<Optional<Long>> size(String key) {
            throw new AssertionError();
        }

        @Override
        public Multi<Buffer> read(String key, long from, long length) {
            throw new AssertionError();
        }

        @Override
        public Uni<Void> delete(String key) {
            throw new AssertionError();
        }

        @Override
        public Path temporaryFile() {
            throw new AssertionError();
        }
    }
}
