package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProviderDeskTest extends ProviderScene {
    private ProviderDesk desk;

    /** One more attempt of the same place, after the former has ended. */
    private void another() {
        attempts.stored = RunScene.assigned(now.plusSeconds(60));
        desk.take(attempts.stored);
        loops.turn(4);
    }

    @Test
    void isUpWithItsOwnRunsInTheQueue() {
        desk = open();
        seconds(3);

        assertThat(observed).last().satisfies(seen -> {
            assertThat(seen.health()).isEqualTo(TargetHealth.UP);
            assertThat(seen.queue()).isEqualTo(new TargetObserved.Queue(1, 0));
        });
    }

    @Test
    void isDownUntilItsAccountIsSetUp() {
        isSetUp = false;
        desk = open();
        seconds(2);

        assertThat(health()).isEqualTo(TargetHealth.DOWN);
        assertThat(failure().failure()).isEqualTo(FailureClass.ACCOUNT_REFUSED);
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void aRefusedAccountIsLeftAloneForAWhile() {
        provider.handover = new Handover.Declined(ProviderFault.ACCOUNT, "It does not pay.");
        desk = open();
        seconds(2);
        assertThat(failure().failure()).isEqualTo(FailureClass.ACCOUNT_REFUSED);
        assertThat(health()).isEqualTo(TargetHealth.DOWN);

        another();
        assertThat(failure().failure()).isEqualTo(FailureClass.ACCOUNT_REFUSED);
        assertThat(submits()).isOne();

        seconds(20);
        provider.handover = new Handover.Taken("run-2");
        another();
        assertThat(attempts.stored.remoteId()).isEqualTo("run-2");
        assertThat(health()).isEqualTo(TargetHealth.UP);
    }

    @Test
    void anOutageCostsTwoAttemptsAndIsOverWhenTheProviderAnswers() {
        provider.handover = new Handover.Unreachable("connection refused");
        provider.answers = false;
        desk = open();
        seconds(2);
        assertThat(failure().failure()).isEqualTo(FailureClass.UNREACHABLE);
        another();
        assertThat(failure().failure()).isEqualTo(FailureClass.UNREACHABLE);
        seconds(1);
        assertThat(health()).isEqualTo(TargetHealth.DOWN);

        another();
        assertThat(failure().failure()).isEqualTo(FailureClass.NOT_STARTED);
        seconds(600);
        assertThat(submits()).isEqualTo(2);
        assertThat(health()).isEqualTo(TargetHealth.DOWN);

        provider.answers = true;
        provider.handover = new Handover.Taken("run-2");
        seconds(11);
        assertThat(health()).isEqualTo(TargetHealth.UP);
        another();
        assertThat(attempts.stored.remoteId()).isEqualTo("run-2");
    }

    @Test
    void silenceOfLooksIsAnOutageToo() {
        desk = open();
        provider.answers = false;
        provider.run = new RemoteRun.Silent("status 502");
        seconds(5);

        assertThat(health()).isEqualTo(TargetHealth.DOWN);
        assertThat(attempts.stored.state().live()).isTrue();
    }

    @Test
    void whatComesWhileTheProviderWantsAPauseWaits() {
        provider.handover = new Handover.Throttled(Duration.ofSeconds(20));
        desk = open();
        seconds(2);
        assertThat(failure().failure()).isEqualTo(FailureClass.NOT_STARTED);

        provider.handover = new Handover.Taken("run-2");
        another();
        seconds(10);
        assertThat(submits()).isOne();
        assertThat(health()).isEqualTo(TargetHealth.UP);

        seconds(20);
        assertThat(attempts.stored.remoteId()).isEqualTo("run-2");
    }

    @Test
    void beginsNothingAtARemovedTarget() {
        removed = true;
        desk = open();
        seconds(2);

        assertThat(failure().failure()).isEqualTo(FailureClass.NOT_STARTED);
        assertThat(submits()).isZero();
    }

    @Test
    void leavesNothingThatTurnsWhenItIsClosed() {
        desk = open();
        seconds(2);

        desk.close();

        assertThat(loops.running()).isEmpty();
    }
}
