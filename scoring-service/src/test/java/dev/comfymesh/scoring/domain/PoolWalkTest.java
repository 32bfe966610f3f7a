package dev.comfymesh.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.Cause;
import dev.comfymesh.contracts.JobCancelled;
import dev.comfymesh.contracts.JobExpired;
import dev.comfymesh.contracts.JobFact;
import dev.comfymesh.contracts.JobFailed;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.scoring.domain.PoolLifecycle.Step;
import dev.comfymesh.testkit.SampleJob;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of the candidates, and in whatever order and however often it is heard. */
class PoolWalkTest {
    private static final int STORIES = 200;
    private static final int WAYS = 12;

    static List<Function<SampleJob, JobFact>> ends() {
        var cause = new Cause("some-code", "Some sentence.");
        return List.of(
                SampleJob::cancelRequested,
                job -> new JobCancelled(job.id(), job.at(), 0),
                job -> new JobFailed(job.id(), job.at(), cause, 0),
                job -> new JobExpired(job.id(), job.at(), cause, 0));
    }

    @Test
    void selectsOnceAndAlwaysTheSame() {
        for (var story = 0; story < STORIES; story++) {
            var first = new PoolWalk(story, 0).walk();
            assertThat(first.stated(PoolSelected.class)).as("story %d", story).hasSize(1);
            for (var way = 1; way < WAYS; way++) {
                var other = new PoolWalk(story, way).walk();

                assertThat(other.stated())
                        .as("story %d, way %d", story, way)
                        .containsExactlyInAnyOrderElementsOf(first.stated());
                assertThat(other.stated().getLast())
                        .isEqualTo(first.stated(PoolSelected.class).getFirst());
                assertThat(other.stated(PoolShort.class)).isEqualTo(first.stated(PoolShort.class));
            }
        }
    }

    @Test
    void tellsStoriesOfEveryKind() {
        var selected = new HashSet<String>();
        var waves = new HashSet<Integer>();
        for (var story = 0; story < STORIES; story++) {
            var walk = new PoolWalk(story, 0).walk();
            var end = walk.stated(PoolSelected.class).getFirst();
            selected.add(end.complete() ? "complete" : end.selection().isEmpty() ? "empty" : "partial");
            end.reasons().forEach(reason -> selected.add(reason.code()));
            waves.add(walk.stated(PoolShort.class).size());
        }

        assertThat(selected)
                .contains("complete", "empty", "partial", "BLURRED", "LOST", "UNJUDGED", "UNREADABLE", "DUPLICATE");
        assertThat(waves).contains(0, 1, 2, 3);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void statesNothingMoreOnceTheJobHasEnded(Function<SampleJob, JobFact> end) {
        for (var story = 0; story < STORIES; story++) {
            var walk = new PoolWalk(story, story);
            walk.endedBy(end.apply(walk.job())).walk();

            assertThat(walk.state()).as("story %d", story).matches(PoolState::isOver);
            assertThat(walk.stated(PoolSelected.class))
                    .as("story %d", story)
                    .hasSize(walk.state() == PoolState.SELECTED ? 1 : 0);
            assertThat(walk.stated(CandidateScored.class))
                    .extracting(CandidateScored::candidateId)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void takesEveryStepOfTheTable() {
        var taken = new HashSet<Step>();
        for (var end : ends()) {
            for (var story = 0; story < STORIES; story++) {
                var walk = new PoolWalk(story, story + 1).grownUnasked();
                taken.addAll(walk.endedBy(end.apply(walk.job())).walk().steps());
            }
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(PoolLifecycle.STEPS);
    }
}
