package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.provider.together.TogetherProvider;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.OutputCheck;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TogetherIT {
    private static final Work WORK =
            new Work.Model("flux", Map.of("prompt", "a lake", "n", 2, "width", 48, "height", 32));

    private static Stand stand;

    @BeforeAll
    static void open(@TempDir Path directory) {
        stand = Stand.open("together", directory);
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    @BeforeEach
    void behave() {
        stand.fault("none");
    }

    @Test
    void hasThePicturesInTheAnswerToItsSubmit() {
        var before = stand.meterMicros();

        var run = run();

        assertThat(stand.copied(provider(), run))
                .isInstanceOfSatisfying(
                        Fetched.Whole.class,
                        whole -> assertThat(OutputCheck.of("a.png", whole.file()))
                                .isEqualTo(new OutputCheck.Good("image/png", 48, 32)));
        assertThat(run.bill().micros()).isEqualTo(5_400).isEqualTo(stand.meterMicros() - before);
    }

    @Test
    void tellsWhatIsWrong() {
        assertThat(declined(new Work.Model("flux", Map.of()))).isEqualTo(ProviderFault.INVALID_REQUEST);
    }

    private static RemoteRun.Over run() {
        return ((Handover.Ended) submitted(WORK)).run();
    }

    private static ProviderFault declined(Work work) {
        return submitted(work) instanceof Handover.Declined declined ? declined.fault() : null;
    }

    private static Handover submitted(Work work) {
        return answer(provider().submit(commission(work)));
    }

    private static Provider provider() {
        return new TogetherProvider(stand.http(), stand.account("", 2_700));
    }
}
