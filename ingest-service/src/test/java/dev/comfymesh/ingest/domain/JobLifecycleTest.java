package dev.comfymesh.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.ingest.domain.JobLifecycle.Step;
import dev.comfymesh.testkit.SampleJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobLifecycleTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "job-lifecycle.md");
    private static final SampleJob JOB = SampleJob.aJob();

    static List<Step> steps() {
        return JobLifecycle.STEPS;
    }

    static Stream<JobFact> everyFact() {
        return Facts.all(JOB).stream();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void takesEveryStep(Step step) {
        var fact = Facts.all(JOB).stream()
                .filter(step.fact()::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(JobLifecycle.next(step.from(), fact)).contains(step.to());
    }

    @ParameterizedTest
    @MethodSource("everyFact")
    void leavesAnEndedJobAsItIs(JobFact fact) {
        assertThat(Stream.of(JobStatus.values()).filter(JobStatus::ended))
                .allSatisfy(
                        status -> assertThat(JobLifecycle.next(status, fact)).isEmpty());
    }

    @Test
    void neverLeadsOneFactToTwoPlaces() {
        assertThat(JobLifecycle.STEPS.stream().collect(Collectors.groupingBy(step -> step.from() + " " + step.fact())))
                .allSatisfy((_, steps) -> assertThat(steps).hasSize(1));
    }

    @Test
    void reachesEveryStatus() {
        assertThat(JobLifecycle.STEPS)
                .extracting(Step::to)
                .contains(Stream.of(JobStatus.values())
                        .filter(status -> status != JobStatus.ACCEPTED)
                        .toArray(JobStatus[]::new));
    }

    @Test
    void ignoresAFailedAttempt() {
        assertThat(JobLifecycle.next(JobStatus.RUNNING, JOB.attempt(1).failed(FailureClass.LOST)))
                .isEmpty();
    }

    @Test
    void isPrintedInTheDocuments() throws IOException {
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(DOCUMENT, document());
        }

        assertThat(DOCUMENT)
                .as("docs/job-lifecycle.md is made from JobLifecycle: run the test with -Dupdate-docs")
                .hasContent(document());
    }

    private static String document() {
        return """
                # The life of a job

                Printed from `JobLifecycle.STEPS` of the ingest service. A fact without a step from the present status
                changes nothing: it is late, repeated, or the job has ended.

                ```mermaid
                stateDiagram-v2
                    [*] --> ACCEPTED: JobAccepted
                %s%s```

                | from | fact | to |
                |---|---|---|
                %s""".formatted(
                        lines(
                                "    %s --> %s: %s%n",
                                Step::from, Step::to, step -> step.fact().getSimpleName()),
                        Stream.of(JobStatus.values())
                                .filter(JobStatus::ended)
                                .map("    %s --> [*]%n"::formatted)
                                .collect(Collectors.joining()),
                        lines(
                                "| `%s` | `%s` | `%s` |%n",
                                Step::from, step -> step.fact().getSimpleName(), Step::to));
    }

    @SafeVarargs
    private static String lines(String format, java.util.function.Function<Step, Object>... columns) {
        return JobLifecycle.STEPS.stream()
                .map(step -> format.formatted(
                        Stream.of(columns).map(column -> column.apply(step)).toArray()))
                .collect(Collectors.joining());
    }
}
