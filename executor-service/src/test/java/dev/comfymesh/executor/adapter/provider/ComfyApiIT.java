package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.answer;
import static dev.comfymesh.executor.adapter.provider.Stand.commission;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.provider.comfyapi.ComfyApiProvider;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.Work;
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
    @Override
    void seesHowFarARunIs() {
        super.seesHowFarARunIs();
    }
}
