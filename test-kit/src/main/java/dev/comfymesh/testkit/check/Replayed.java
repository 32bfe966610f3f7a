package dev.comfymesh.testkit.check;

import java.util.List;

/** How many recorded decisions the router has decided again, and what of them came out otherwise. */
public record Replayed(long checked, List<String> otherwise) {
    public Replayed {
        otherwise = List.copyOf(otherwise);
    }
}
