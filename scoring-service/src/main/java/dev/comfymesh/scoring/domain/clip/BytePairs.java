package dev.comfymesh.scoring.domain.clip;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte-pair encoding: a word's bytes are joined two by two, always the two that were learnt first, until none can be joined.
 * A token below 256 is a byte, one below 512 a byte at the end of a word, any other the join that is so many lines below.
 */
final class BytePairs {
    private static final int BYTES = 256;
    private static final String WORD_END = "</w>";

    private final int[] tokens = new int[BYTES];
    private final long[] pairs;
    private final int[] joined;

    /** {@code merges} are two pieces each, what was learnt first in front. */
    BytePairs(List<String> merges) {
        var known = new HashMap<String, Integer>();
        var order = inOrder();
        for (var token = 0; token < BYTES; token++) {
            tokens[order[token]] = token;
            var sign = Character.toString(sign(order[token], token));
            known.put(sign, token);
            known.put(sign + WORD_END, BYTES + token);
        }
        var inOrderOfPairs = new long[merges.size()][];
        for (var line = 0; line < merges.size(); line++) {
            var pieces = merges.get(line).split(" ", 2);
            var token = 2 * BYTES + line;
            inOrderOfPairs[line] = new long[] {pair(known(pieces[0], known), known(pieces[1], known)), token};
            known.put(pieces[0] + pieces[1], token);
        }
        Arrays.sort(inOrderOfPairs, (one, other) -> Long.compare(one[0], other[0]));
        pairs = Arrays.stream(inOrderOfPairs).mapToLong(pair -> pair[0]).toArray();
        joined = Arrays.stream(inOrderOfPairs).mapToInt(pair -> (int) pair[1]).toArray();
    }

    private static int known(String piece, Map<String, Integer> known) {
        var token = known.get(piece);
        if (token == null) {
            throw new IllegalArgumentException(piece + " is joined before it is there");
        }
        return token;
    }

    /** How many tokens there are. */
    int size() {
        return 2 * BYTES + pairs.length;
    }

    /** The tokens of a word of one byte at least. */
    int[] encode(byte[] word) {
        var symbols = new int[word.length];
        Arrays.setAll(symbols, at -> tokens[word[at] & 0xff]);
        symbols[word.length - 1] += BYTES;
        return new Joining(symbols).joined();
    }

    private int join(int left, int right) {
        var at = Arrays.binarySearch(pairs, pair(left, right));
        return at < 0 ? -1 : joined[at];
    }

    private static long pair(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }

    /** The bytes in the order of their tokens: those first that are printable characters of Latin-1. */
    private static int[] inOrder() {
        var order = new int[BYTES];
        var count = 0;
        for (var printable : new boolean[] {true, false}) {
            for (var value = 0; value < BYTES; value++) {
                if (isPrintable(value) == printable) {
                    order[count++] = value;
                }
            }
        }
        return order;
    }

    private static boolean isPrintable(int value) {
        return value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xff && value != 0xad;
    }

    /** What stands for a byte in the list of merges: itself, or a character behind Latin-1. */
    private static int sign(int value, int token) {
        return isPrintable(value) ? value : BYTES + token - printable();
    }

    private static int printable() {
        return '~' - '!' + 1 + 0xff - 0xa1;
    }

    /** One word as a chain of symbols, of which ever fewer are left. */
    private final class Joining {
        private static final int GONE = -1;

        private final int[] symbols;
        private final int[] next;
        private final int[] previous;
        private final PriorityQueue<Long> open = new PriorityQueue<>();

        Joining(int[] symbols) {
            this.symbols = symbols;
            this.next = new int[symbols.length];
            this.previous = new int[symbols.length];
            Arrays.setAll(next, at -> at + 1);
            Arrays.setAll(previous, at -> at - 1);
        }

        /** What was learnt first is the smallest token; of the same the leftmost comes first. */
        int[] joined() {
            for (var at = 0; at < symbols.length; at++) {
                offer(at);
            }
            while (!open.isEmpty()) {
                var first = open.remove();
                var at = first.intValue();
                var token = (int) (first >> Integer.SIZE);
                if (token == joinAt(at)) {
                    put(token, at);
                }
            }
            return Arrays.stream(symbols).filter(symbol -> symbol != GONE).toArray();
        }

        private void put(int token, int at) {
            var right = next[at];
            symbols[at] = token;
            symbols[right] = GONE;
            next[at] = next[right];
            if (next[at] < symbols.length) {
                previous[next[at]] = at;
            }
            offer(at);
            offer(previous[at]);
        }

        private void offer(int at) {
            var token = joinAt(at);
            if (token >= 0) {
                open.add((long) token << Integer.SIZE | at);
            }
        }

        private int joinAt(int at) {
            return at < 0 || symbols[at] == GONE || next[at] >= symbols.length
                    ? -1
                    : join(symbols[at], symbols[next[at]]);
        }
    }
}
