package dev.comfymesh.router.app;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.QueuePosition;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Estimates;
import dev.comfymesh.router.domain.Fleet;
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
    private static final Fleet FLEET = new Fleet(List.of(), List.of(), new Estimates(List.of(), MINUTE));

    private final SampleJob sample = aJob().candidates(3);
    private final List<Candidate> waiting = NewJob.of(sample.accepted(), null).candidates();
    private final Instant now = sample.at();
    private final List<QueuePosition> told = new ArrayList<>();
    private final WaitingLine line = new WaitingLine(new Matcher(POLICY), told::addAll);

    @Test
    void tellsEachHowManyComeBefore() {
        line.tell(waiting, FLEET, now);

        assertThat(told).containsExactly(position(1, 0), position(2, 1), position(3, 2));
    }

    @Test
    void tellsOnlyWhatHasChanged() {
        line.tell(waiting, FLEET, now);
        told.clear();

        line.tell(waiting, FLEET, now.plusSeconds(1));
        assertThat(told).isEmpty();

        line.tell(waiting.subList(1, 3), FLEET, now.plusSeconds(2));
        assertThat(told).containsExactly(position(2, 0), position(3, 1));
    }

    @Test
    void tellsNothingTwiceASecond() {
        line.tell(waiting, FLEET, now);
        told.clear();

        line.tell(waiting.subList(1, 3), FLEET, now.plusMillis(999));

        assertThat(told).isEmpty();
    }

    private QueuePosition position(int n, int position) {
        return new QueuePosition(sample.id(), sample.candidate(n).candidateId(), position);
    }
}
