package dev.comfymesh.scoring.config;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a person says of a model that is to be added; a file and an object exclude each other. */
record ModelWords(
        String id,
        Optional<Path> file,
        Optional<String> object,
        Optional<String> licence,
        boolean accepted,
        Optional<String> registry) {
    private static final Set<String> VALUED = Set.of("--object", "--licence", "--registry");
    private static final String ACCEPTED = "--accept-licence";

    /** It cannot be understood; the message says which part. */
    static final class Unclear extends IllegalArgumentException {
        Unclear(String message) {
            super(message);
        }
    }

    static ModelWords of(List<String> words) {
        var options = new HashMap<String, String>();
        var plain = new ArrayDeque<String>();
        var left = new ArrayDeque<>(words);
        while (!left.isEmpty()) {
            var word = left.pop();
            if (VALUED.contains(word)) {
                options.put(word, value(word, left));
            } else if (word.equals(ACCEPTED)) {
                options.put(word, "");
            } else if (word.startsWith("--")) {
                throw new Unclear("there is no option " + word);
            } else {
                plain.add(word);
            }
        }
        if (plain.isEmpty() || plain.size() > 2 || plain.size() == 2 && options.containsKey("--object")) {
            throw new Unclear("add takes an id, and then at most a file or an object");
        }
        return new ModelWords(
                plain.pop(),
                Optional.ofNullable(plain.poll()).map(Path::of),
                Optional.ofNullable(options.get("--object")),
                Optional.ofNullable(options.get("--licence")),
                options.containsKey(ACCEPTED),
                Optional.ofNullable(options.get("--registry")));
    }

    private static String value(String option, ArrayDeque<String> left) {
        if (left.isEmpty()) {
            throw new Unclear(option + " needs a value");
        }
        return left.pop();
    }
}
