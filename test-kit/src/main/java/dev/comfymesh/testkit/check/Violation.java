package dev.comfymesh.testkit.check;

/**
 * One promise that was broken: which invariant, of what (a job, an attempt, a target …), how, and by how much, which may move
 * from look to look.
 */
public record Violation(String invariant, String subject, String text, String figures) {
    Violation(String invariant, String subject, String text) {
        this(invariant, subject, text, "");
    }

    /** The same whatever the figures are. */
    public Violation kind() {
        return new Violation(invariant, subject, text);
    }

    /** How, and by how much. */
    String words() {
        return figures.isEmpty() ? text : text + ": " + figures;
    }

    Violation of(String figure, Object... arguments) {
        return new Violation(invariant, subject, text, figure.formatted(arguments));
    }

    @Override
    public String toString() {
        return "%s of %s: %s".formatted(invariant, subject, words());
    }
}
