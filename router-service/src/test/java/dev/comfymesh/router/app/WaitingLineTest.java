package dev.comfymesh.router.app;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.QueuePosition;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Matcher;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Workload;
import dev.comfymesh.testkit.SampleJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Policy POLICY =
            new Policy(List.of(), new Workload(MINUTE, 1), new Pricing(1), MINUTE, MINUTE, MINUTE, MINUTE, 1);

    private final SampleJob sample = aJob().candidates(3);
    private final List<Candidate> waiting = NewJob.of(sample.accepted(), null).candidates();
    private final Instant now = sample.at();
    private final List<QueuePosition> told = new ArrayList<>();
    private final WaitingLine line = new WaitingLine(new Matcher(POLICY), told::addAll);

    @Test
    void tellsEachHowManyComeBefore() {
        line.tell(waiting, List.of(), now);

        assertThat(told).containsExactly(position(1, 0), position(2, 1), position(3, 2));
    }

    @Test
    void tellsOnlyWhatHasChanged() {
        line.tell(waiting, List.of(), now);
        told.clear();

        line.tell(waiting, List.of(), now.plusSeconds(1));
        assertThat(told).isEmpty();

        line.tell(waiting.subList(1, 3), List.of(), now.plusSeconds(2));
        assertThat(told).containsExactly(position(2, 0), position(3, 1));
    }

    @Test
    void tellsNothingTwiceASecond() {
        line.tell(waiting, List.of(), now);
        told.clear();

        line.tell(waiting.subList(1, 3), List.of(), now.plusMillis(999));

        assertThat(told).isEmpty();
    }

    private QueuePosition position(int n, int position) {
        return new QueuePosition(sample.id(), sample.candidate(n).candidateId(), position);
    }
}
