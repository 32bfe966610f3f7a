package dev.comfymesh.scoring.adapter.cel;

import dev.comfymesh.scoring.domain.Dimension;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code face.count} as {@code face_count}: as long a word, so that faults are found where people wrote them. */
final class Dots {
    /** A text in quotes, which stays, or the word of a dimension. */
    private static final Pattern WORDS = Pattern.compile(Arrays.stream(Dimension.values())
            .map(dimension -> dimension.word().replace("_", "[._]"))
            .collect(Collectors.joining("|", "\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|\\b(?<word>", ")\\b")));

    private Dots() {}

    static String without(String expression) {
        return WORDS.matcher(expression).replaceAll(found -> Matcher.quoteReplacement(plain(found)));
    }

    private static String plain(MatchResult found) {
        return found.group("word") == null ? found.group() : found.group().replace('.', '_');
    }
}
