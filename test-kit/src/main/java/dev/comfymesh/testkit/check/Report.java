package dev.comfymesh.testkit.check;

import java.util.List;
import java.util.stream.Stream;

/** What a check has found: of each invariant, how much there was to look at and what violates it. */
public record Report(List<Finding> findings) {
    /** One invariant's part. */
    public record Finding(Invariant invariant, Extent extent, List<Violation> violations) {
        public Finding {
            violations = List.copyOf(violations);
        }

        Stream<String> lines() {
            return Stream.concat(
                    Stream.of("%-4s %s".formatted(invariant.id(), verdict())),
                    violations.stream()
                            .map(violation -> "     %s: %s".formatted(violation.subject(), violation.words())));
        }

        private String verdict() {
            return switch (extent) {
                case Extent.NotApplicable(var why) -> "not applicable: %s".formatted(why);
                case Extent.LookedAt(var count, var things) ->
                    "%s  %s (%s)"
                            .formatted(
                                    violations.isEmpty() ? "held    " : "VIOLATED",
                                    invariant.sentence(),
                                    count == 0
                                            ? "looked at nothing: no %s".formatted(things)
                                            : "%d %s".formatted(count, things));
            };
        }
    }

    public Report {
        findings = List.copyOf(findings);
    }

    public List<Violation> violations() {
        return findings.stream()
                .flatMap(finding -> finding.violations().stream())
                .toList();
    }

    /** A line an invariant, and one a violation. */
    public List<String> lines() {
        return findings.stream().flatMap(Finding::lines).toList();
    }
}
