package dev.comfymesh.simulator.domain.execution;

/** Which results of nodes a server keeps; the names are those of ComfyUI's options. */
public sealed interface CacheMode {

    /** Those of the last prompt only; ComfyUI's default comes to the same. */
    record LastPrompt() implements CacheMode {}

    /** So many that were used last. */
    record Recent(int most) implements CacheMode {}

    record None() implements CacheMode {}

    /** All, as long as memory lasts. */
    record All() implements CacheMode {}

    /** The mode that {@code classic}, {@code lru:10}, {@code none} or {@code ram:1} names. */
    static CacheMode named(String name) {
        if (name.matches("lru:\\d{1,6}")) {
            return new Recent(Integer.parseInt(name.substring("lru:".length())));
        }
        return switch (name.split(":", 2)[0]) {
            case "classic" -> new LastPrompt();
            case "none" -> new None();
            case "ram" -> new All();
            default -> throw new IllegalArgumentException("a cache is classic, lru:<number>, none or ram, not " + name);
        };
    }
}
