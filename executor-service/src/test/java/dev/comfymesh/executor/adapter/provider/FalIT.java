package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.provider.fal.FalProvider;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FalIT extends ProviderContract {
    private static final String MODEL = "fal-ai/flux/dev";

    FalIT() {
        super("fal", "", 25_000);
    }

    @Override
    Provider provider(ProviderHttp http, Account account) {
        return new FalProvider(http, account);
    }

    @Override
    Work work() {
        var size = Map.of("width", 48, "height", 32);
        return new Work.Model(MODEL, Map.of("prompt", "a lake", "seed", 7, "image_size", size));
    }

    @Test
    void learnsOnlyFromTheRunThatParametersAreInvalid() {
        var run = ended(provider(), Stand.taken(provider(), new Work.Model(MODEL, Map.of())));

        assertThat(run).isInstanceOfSatisfying(RemoteRun.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(ProviderFault.INVALID_REQUEST);
            assertThat(failed.detail()).contains("prompt");
            assertThat(failed.bill().micros()).isZero();
        });
    }

    @Test
    void hasItGiveUpWhatItDidNotStartInTime() {
        stand().turn(Map.of("workers", 1, "fault", "stuck_in_progress"));
        var first = taken();
        var hasty = new Commission(UUID.randomUUID(), work(), Duration.ofSeconds(1), Duration.ofMillis(1), null);
        var second = ((Handover.Taken) answer(provider().submit(hasty))).remoteId();

        assertThat(fault(ended(provider(), second))).isEqualTo(ProviderFault.START_TIMEOUT);
        answer(provider().cancel(first));
    }
}
