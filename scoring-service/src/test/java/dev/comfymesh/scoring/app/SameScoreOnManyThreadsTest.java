package dev.comfymesh.scoring.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.scoring.EveryModel;
import dev.comfymesh.scoring.RecordedFaces;
import dev.comfymesh.scoring.SamplePictures;
import dev.comfymesh.scoring.adapter.imageio.ImageIoDecoder;
import dev.comfymesh.scoring.app.Decoder.Decoded;
import dev.comfymesh.scoring.config.ShippedScorers;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Examination;
import dev.comfymesh.scoring.domain.Examination.Measured;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Guard;
import dev.comfymesh.scoring.domain.Intent;
import dev.comfymesh.scoring.domain.Panel;
import dev.comfymesh.scoring.domain.Pictures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Every dimension, with something for every model: the same picture gets the same numbers to the last bit. */
class SameScoreOnManyThreadsTest {
    private static final Map<String, byte[]> FILES = Map.of(
            "a face", RecordedFaces.photograph(),
            "a caption", SamplePictures.content("/lettering/caption.png"),
            "a cat", SamplePictures.photograph("chelsea.png"),
            "noise", SamplePictures.photograph("astronaut-noise.png"),
            "a JPEG", SamplePictures.file("progressive.jpg"));
    private static final Wanted ALL = new Wanted(EnumSet.allOf(Dimension.class), true);
    private static final int TIMES = 6;
    private static final int THREADS = 8;

    @Test
    void whateverTheOrderHoweverOftenAndWhoeverMeasuresBesides() throws Exception {
        var alone = new HashMap<String, Examination>();
        FILES.keySet().forEach(name -> alone.put(name, examine(examiner(), name, sought())));
        var names = new ArrayList<>(Collections.nCopies(TIMES, FILES.keySet()).stream()
                .flatMap(all -> all.stream())
                .toList());
        Collections.shuffle(names, new Random(5));

        var shared = examiner();
        var sought = sought();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var together = threads.invokeAll(names.stream()
                    .<Callable<Examination>>map(name -> () -> examine(shared, name, sought))
                    .toList());
            for (var index = 0; index < names.size(); index++) {
                assertThat(together.get(index).get()).isEqualTo(alone.get(names.get(index)));
            }
        }
        assertThat(measured(alone)).isEqualTo(ALL.dimensions());
    }

    private static HashSet<Dimension> measured(Map<String, Examination> examinations) {
        var known = new HashSet<Dimension>();
        examinations
                .values()
                .forEach(examination -> known.addAll(
                        ((Measured) examination).measurements().values().keySet()));
        return known;
    }

    private static Examination examine(Examiner examiner, String name, Sought sought) {
        return examiner.examine(FILES.get(name), ALL, sought);
    }

    private static Examiner examiner() {
        var models = new EveryModel();
        return new Examiner(
                new Guard(1_000_000, 1_000_000, 5_000),
                new ImageIoDecoder(),
                new Panel(ShippedScorers.all(models), () -> 0),
                models);
    }

    /** What is known of references is shared by all who are compared with them. */
    private static Sought sought() {
        var reference = switch (new ImageIoDecoder().decode(RecordedFaces.photograph())) {
            case Decoded.Readable(var picture) -> new Features(picture);
            case Decoded.Unreadable(var why) -> throw new AssertionError(why);
        };
        var mask = Pictures.of(100, 100, (x, y) -> x + y < 120 ? 255 : 0);
        return new Sought(new Intent(Optional.of("a cat, asleep"), List.of(reference), Optional.of(mask)), null);
    }
}
