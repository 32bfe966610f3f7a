package dev.comfymesh.scoring.domain.clip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Turns text into the tokens of CLIP, as those who trained it did; the same text always gives the same ones. */
public final class Tokenizer {
    /** As many tokens as the text encoder reads, the first and the last one among them. */
    public static final int LENGTH = 77;

    private static final Pattern WORD = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final TextRepair repair;
    private final BytePairs pairs;

    /** {@code merges} are the pieces that are joined, two a line, what was learnt first in front. */
    public Tokenizer(List<String> merges, HtmlEntities entities) {
        this.repair = new TextRepair(entities);
        this.pairs = new BytePairs(merges);
    }

    /** The tokens of a text, however many, without the two that stand around them. */
    public int[] encode(String text) {
        return WORD.matcher(repair.repaired(text))
                .results()
                .flatMapToInt(word -> tokens(word.group()))
                .toArray();
    }

    private IntStream tokens(String word) {
        return switch (word) {
            case "<|startoftext|>" -> IntStream.of(start());
            case "<|endoftext|>" -> IntStream.of(end());
            default -> Arrays.stream(pairs.encode(word.getBytes(StandardCharsets.UTF_8)));
        };
    }

    /**
     * What the encoder reads: the start, the tokens as far as they fit, the end, and the padding. The encoder looks at nothing
     * behind the first end, so for it any padding is as good.
     */
    public long[] row(int[] tokens, int length, long padding) {
        var row = new long[length];
        Arrays.fill(row, padding);
        row[0] = start();
        var fitting = Math.min(tokens.length, length - 2);
        for (var at = 0; at < fitting; at++) {
            row[at + 1] = tokens[at];
        }
        row[fitting + 1] = end();
        return row;
    }

    int start() {
        return pairs.size();
    }

    /** Also what Hugging Face pads with; others pad with 0. */
    public int end() {
        return pairs.size() + 1;
    }
}
