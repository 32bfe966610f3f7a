package dev.comfymesh.executor.adapter.provider;

import static dev.comfymesh.executor.adapter.provider.Stand.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.adapter.provider.replicate.ReplicateProvider;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicateIT extends ProviderContract {
    private static final Map<String, Object> PARAMETERS =
            Map.of("prompt", "a lake", "seed", 7, "width", 48, "height", 32);

    ReplicateIT() {
        super("replicate", "", 975);
    }

    @Override
    Provider provider(ProviderHttp http, Account account) {
        return new ReplicateProvider(http, account);
    }

    @Override
    Work work() {
        return new Work.Model("black-forest-labs/flux-schnell", PARAMETERS);
    }

    @Test
    void runsModelsByTheirVersionToo() {
        var version = new Work.Model("a".repeat(64), PARAMETERS);

        assertThat(ended(provider(), Stand.taken(provider(), version))).isInstanceOf(RemoteRun.Finished.class);
    }

    @Test
    void isToldAtOnceThatParametersAreInvalid() {
        assertThat(declined(new Work.Model("owner/name", Map.of()))).isEqualTo(ProviderFault.INVALID_REQUEST);
    }

    @Test
    @Override
    void seesHowFarARunIs() {
        super.seesHowFarARunIs();
    }
}
