package dev.comfymesh.scoring.adapter.models;

import dev.comfymesh.scoring.domain.clip.HtmlEntities;
import dev.comfymesh.scoring.domain.clip.Tokenizer;
import dev.comfymesh.scoring.domain.natural.NormalPictures;
import dev.comfymesh.scoring.domain.natural.SupportVectors;
import dev.comfymesh.scoring.domain.text.Alphabet;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads the models that are part of this service, from {@code models/} on the classpath; a torn one stops the start. */
public final class ShippedModels {
    private ShippedModels() {}

    public static SupportVectors brisque() {
        return read("brisque-live.bin", numbers -> {
            var vectors = numbers.readInt();
            var features = numbers.readInt();
            var rho = numbers.readDouble();
            var gamma = numbers.readDouble();
            var least = floats(numbers, features);
            var greatest = floats(numbers, features);
            var weights = doubles(numbers, vectors);
            var rows = new float[vectors][];
            for (var row = 0; row < vectors; row++) {
                rows[row] = floats(numbers, features);
            }
            return new SupportVectors(least, greatest, rows, weights, rho, gamma);
        });
    }

    public static NormalPictures niqe() {
        return read("niqe.bin", numbers -> {
            var features = numbers.readInt();
            var mean = doubles(numbers, features);
            var covariance = new double[features][];
            for (var row = 0; row < features; row++) {
                covariance[row] = doubles(numbers, features);
            }
            return new NormalPictures(mean, covariance);
        });
    }

    /** The characters that PP-OCR's recognition of lines knows. */
    public static Alphabet alphabet() {
        return new Alphabet(lines("ppocr_keys_v1.txt"));
    }

    /** Read when it is first asked for. */
    public static Tokenizer tokenizer() {
        return Prompts.TOKENIZER;
    }

    private static final class Prompts {
        static final Tokenizer TOKENIZER = new Tokenizer(lines("clip-merges.txt"), new HtmlEntities(entities()));
    }

    private static Map<String, String> entities() {
        return lines("html-entities.txt").stream()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> characters(parts[1])));
    }

    private static String characters(String codePoints) {
        return Arrays.stream(codePoints.split(" "))
                .map(digits -> Character.toString(Integer.parseInt(digits, 16)))
                .collect(Collectors.joining());
    }

    private static List<String> lines(String name) {
        try (var file = open(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(name + " is torn", broken);
        }
    }

    private interface Reading<T> {
        T from(DataInputStream numbers) throws IOException;
    }

    private static <T> T read(String name, Reading<T> reading) {
        try (var numbers = new DataInputStream(new BufferedInputStream(open(name)))) {
            return reading.from(numbers);
        } catch (IOException broken) {
            throw new UncheckedIOException(name + " is torn", broken);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(ShippedModels.class.getResourceAsStream("/models/" + name), name);
    }

    private static float[] floats(DataInputStream numbers, int count) throws IOException {
        var floats = new float[count];
        for (var index = 0; index < count; index++) {
            floats[index] = numbers.readFloat();
        }
        return floats;
    }

    private static double[] doubles(DataInputStream numbers, int count) throws IOException {
        var doubles = new double[count];
        for (var index = 0; index < count; index++) {
            doubles[index] = numbers.readDouble();
        }
        return doubles;
    }
}
