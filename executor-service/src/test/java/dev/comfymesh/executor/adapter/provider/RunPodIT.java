package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.provider.runpod.RunPodProvider;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.Work;
import org.junit.jupiter.api.Test;

class RunPodIT extends ProviderContract {
    RunPodIT() {
        super("runpod", "/v2/comfy", 530);
    }

    @Override
    Provider provider(ProviderHttp http, Account account) {
        return new RunPodProvider(http, account);
    }

    @Override
    Work work() {
        return Graphs.plain(48, 32);
    }

    @Test
    void learnsOnlyFromTheRunWhatIsWrongWithAGraph() {
        assertThat(faultOf(Graphs.plain(-1, 32))).isEqualTo(ProviderFault.INVALID_REQUEST);
        assertThat(faultOf(Graphs.missingModel())).isEqualTo(ProviderFault.MISSING_MODEL);
        assertThat(faultOf(Graphs.missingClass())).isEqualTo(ProviderFault.MISSING_NODE_CLASS);
    }

    private ProviderFault faultOf(Work work) {
        return fault(ended(provider(), Stand.taken(provider(), work)));
    }
}
