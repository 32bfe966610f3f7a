package dev.comfymesh.simulator;

import dev.comfymesh.simulator.domain.rendering.Painter;
import dev.comfymesh.simulator.domain.rendering.Png;
import dev.comfymesh.simulator.domain.rendering.Subject;
import dev.comfymesh.simulator.domain.storage.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The picture that a stocked node has among its inputs from the start; painted once for all that lack it. */
final class Example {

    private static final Subject SUBJECT =
            new Subject("mountains at sunset", "", BigInteger.valueOf(7), 20, 7, "example", 640, 448);

    private Example() {}

    static void placeFor(Options options) {
        if (!options.stocked()) {
            return;
        }
        var lacking = options.places().stream()
                .map(place -> place.directory().resolve(Root.INPUT.word()).resolve("example.png"))
                .filter(Files::notExists)
                .toList();
        if (!lacking.isEmpty()) {
            var picture = Png.encode(Painter.paint(SUBJECT), Map.of(), 4);
            lacking.forEach(file -> write(file, picture));
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
