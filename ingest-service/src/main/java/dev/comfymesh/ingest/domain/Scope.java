package dev.comfymesh.ingest.domain;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What an API key may be used for. */
public enum Scope {
    JOBS_READ("jobs:read"),
    JOBS_WRITE("jobs:write"),
    WORKFLOWS_READ("workflows:read"),
    WORKFLOWS_WRITE("workflows:write");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Reads words separated by blanks; words of other versions are passed over. */
    public static Set<Scope> parse(String words) {
        var known = Set.of(words.split(" "));
        return Arrays.stream(values())
                .filter(scope -> known.contains(scope.word))
                .collect(Collectors.toSet());
    }
}
