package dev.comfymesh.testkit.check;

import dev.comfymesh.contracts.JobClosed;
import dev.comfymesh.testkit.check.JobStory.End;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** I2: a job ends once, is closed once before that, and each of its attempts ends once. */
record EndsOnce() implements Invariant {
    @Override
    public String id() {
        return "I2";
    }

    @Override
    public String sentence() {
        return "A job reaches one terminal state, once, and each attempt has one ending.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        return Extent.of(evidence.stories().size(), "jobs");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var violations = new ArrayList<Violation>();
        for (var story : evidence.stories()) {
            if (story.endings().size() > 1) {
                violations.add(violation(
                        story.jobId(), "it ended %d times", story.endings().size()));
            }
            var closes = story.of(JobClosed.class).size();
            if (closes > 1 || (closes == 0 && !story.endings().isEmpty())) {
                violations.add(violation(story.jobId(), "it was closed %d times", closes));
            }
            story.attemptEnds().stream()
                    .collect(Collectors.groupingBy(End::attemptId, Collectors.counting()))
                    .forEach((attempt, ends) -> {
                        if (ends > 1) {
                            violations.add(violation(attempt, "the attempt ended %d times", ends));
                        }
                    });
        }
        return violations;
    }
}
