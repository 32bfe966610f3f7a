package dev.comfymesh.scoring.domain.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of a prompt that is short enough for the text encoder: what stands between commas, semicolons, line ends or sentences.
 *
 * @param weight how many tokens it has, by which it counts among the others
 */
record Clause(String text, int weight) {
    /** The first ones of a prompt, beyond which nobody looks: each is encoded on its own. */
    static final int MOST = 24;

    private static final Pattern BETWEEN = Pattern.compile("[,;\\n\\r，、；。]+|(?<=[.!?！？])\\s+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int FITTING = Tokenizer.LENGTH - 2;

    /** Each once, in their order; none when there is nothing to read in the prompt. */
    static List<Clause> of(String prompt, Tokenizer tokenizer) {
        return BETWEEN.splitAsStream(prompt)
                .map(String::strip)
                .distinct()
                .flatMap(part -> fitting(part, tokenizer).stream())
                .filter(clause -> clause.weight > 0)
                .limit(MOST)
                .toList();
    }

    /** A prompt of more tokens cannot be read as a whole. */
    static boolean fits(int tokens) {
        return tokens <= FITTING;
    }

    /** The part, cut between words as often as it must be. */
    private static List<Clause> fitting(String part, Tokenizer tokenizer) {
        var tokens = tokenizer.encode(part).length;
        if (fits(tokens)) {
            return List.of(new Clause(part, tokens));
        }
        var clauses = new ArrayList<Clause>();
        var open = new Clause("", 0);
        for (var word : SPACE.split(part)) {
            var more = new Clause(word, Math.min(FITTING, tokenizer.encode(word).length));
            if (fits(open.weight + more.weight)) {
                open = open.and(more);
            } else {
                clauses.add(open);
                open = more;
            }
            if (clauses.size() == MOST) {
                return clauses;
            }
        }
        clauses.add(open);
        return clauses;
    }

    private Clause and(Clause more) {
        return new Clause((text + " " + more.text).strip(), weight + more.weight);
    }
}
