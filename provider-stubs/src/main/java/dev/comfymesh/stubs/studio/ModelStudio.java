package dev.comfymesh.stubs.studio;

import dev.comfymesh.simulator.domain.rendering.Painter;
import dev.comfymesh.simulator.domain.rendering.Png;
import dev.comfymesh.simulator.domain.rendering.Subject;
import dev.comfymesh.stubs.domain.Made;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Models by name and parameters: paints a function of what was asked for, the same for the same seed. */
public final class ModelStudio {
    /** What such models take, whatever a provider calls it; further pictures have the seeds that follow. */
    public record Wish(
            String model,
            String prompt,
            String negative,
            long seed,
            int steps,
            double guidance,
            int width,
            int height,
            int count) {
        public Wish {
            width = Math.clamp(width, 16, 2048);
            height = Math.clamp(height, 16, 2048);
            count = Math.clamp(count, 1, 8);
        }
    }

    private ModelStudio() {}

    public static Made paint(Wish wish) {
        return new Made.Pictures(List.copyOf(LongStream.range(0, wish.count())
                .mapToObj(number -> picture(wish, wish.seed() + number, number))
                .toList()));
    }

    private static Made.Picture picture(Wish wish, long seed, long number) {
        var subject = new Subject(
                wish.prompt(),
                wish.negative(),
                BigInteger.valueOf(seed),
                wish.steps(),
                wish.guidance(),
                wish.model(),
                wish.width(),
                wish.height());
        var bytes = Png.encode(Painter.paint(subject), Map.of(), 1);
        return new Made.Picture("", "out-%d.png".formatted(number), bytes, wish.width(), wish.height());
    }
}
