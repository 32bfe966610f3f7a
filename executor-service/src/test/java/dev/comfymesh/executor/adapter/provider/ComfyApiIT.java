package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.executor.adapter.provider.comfyapi.ComfyApiProvider;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComfyApiIT extends ProviderContract {
    ComfyApiIT() {
        super("comfyapi", "", 600);
    }

    @Override
    Provider provider(ProviderHttp http, Account account) {
        return new ComfyApiProvider(http, account);
    }

    @Override
    Work work() {
        return Graphs.plain(48, 32);
    }

    @Test
    void isToldAtOnceWhatIsWrongWithAGraph() {
        assertThat(declined(Graphs.plain(-1, 32))).isEqualTo(ProviderFault.INVALID_REQUEST);
        assertThat(declined(Graphs.missingModel())).isEqualTo(ProviderFault.MISSING_MODEL);
        assertThat(declined(Graphs.missingClass())).isEqualTo(ProviderFault.MISSING_NODE_CLASS);
    }

    @Test
    void isNotTakenTwiceForTheSameAttempt() {
        var commission = commission(work());
        answer(provider().submit(commission));

        assertThat(answer(provider().submit(commission))).isInstanceOf(Handover.Unknown.class);
    }

    @Test
    void seesHowFarARunIs() {
        stand().turn(Map.of("runMillis", 3000));
        var run = taken();

        await().atMost(Stand.PATIENCE)
                .until(() -> answer(provider().look(run)) instanceof RemoteRun.Working(var fraction) && fraction > 0);
        answer(provider().cancel(run));
    }

    @Test
    void tellsThatMemoryWasShort() {
        assertThat(faultOf("out_of_memory")).isEqualTo(ProviderFault.OUT_OF_MEMORY);
    }

    @Test
    void findsNoFileThatWasNotKept() {
        stand().fault("result_expired");

        assertThat(stand().copied(provider(), ended(provider(), taken()))).isEqualTo(new Fetched.Missing());
    }
}
