package dev.comfymesh.scoring.domain.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a model, whether anybody has it or not: where it comes from, under which licence, and what it takes.
 *
 * @param sha256 64 hex digits; empty where each operator brings a file of his own, and says which by adding it
 * @param preprocessing how a picture is made into its input
 * @param inputs what it must take, by name; empty where the scorer asks the network itself
 * @param needs the words of the dimensions that cannot be measured without it
 */
public record ModelCard(
        String id,
        String title,
        Format format,
        Optional<String> sha256,
        Source source,
        Optional<String> licence,
        String preprocessing,
        List<Network.Input> inputs,
        List<String> needs) {
    private static final Set<String> FREE = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "ISC",
            "Zlib",
            "CC0-1.0",
            "CC-BY-4.0",
            "Unlicense");

    /** What runs it. */
    public enum Format {
        ONNX,
        TFLITE
    }

    /** Where it comes from. */
    public sealed interface Source {
        /** It is part of this service. */
        record Shipped(String artifact, String resource) implements Source {}

        /**
         * It lies in a package of npm.
         *
         * @param path of the file in the package
         * @param part of the file; empty when it is all of it
         */
        record Npm(String name, String version, String path, Optional<Part> part) implements Source {}

        /** Bytes of a file, from one offset to another. */
        record Part(int from, int to) {}

        /** Whoever runs the service brings it. */
        record Brought(String hint) implements Source {}
    }

    public ModelCard {
        inputs = List.copyOf(inputs);
        needs = List.copyOf(needs);
    }

    /** Whether everybody may use it for everything. Any other licence, or none that is stated, must be accepted by name. */
    public static boolean isFree(String licence) {
        return FREE.contains(licence);
    }
}
