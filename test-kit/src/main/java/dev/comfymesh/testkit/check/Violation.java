package dev.comfymesh.testkit.check;

/** One promise that was broken: which invariant, of what (a job, an attempt, a target …), and how. */
public record Violation(String invariant, String subject, String text) {
    @Override
    public String toString() {
        return "%s of %s: %s".formatted(invariant, subject, text);
    }
}
