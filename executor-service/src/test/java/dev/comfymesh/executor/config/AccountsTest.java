package dev.comfymesh.executor.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.executor.app.ProviderAccount;
import dev.comfymesh.executor.app.Providers.Opening;
import dev.comfymesh.executor.domain.Target;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "EXECUTOR_PROVIDERS__FAL__KEY", "s3cret",
            "EXECUTOR_PROVIDERS__FAL__MICROS_PER_UNIT", "25000");

    private final Accounts accounts = new Accounts(null, config().providers());

    @Test
    void opensWhatIsConfiguredAndShowsNobodyItsKey() {
        var opening = open("fal", "fal", TargetContract.MODEL_PARAMS);

        assertThat(opening)
                .isInstanceOfSatisfying(
                        Opening.Open.class,
                        open -> assertThat(open.account())
                                .extracting(ProviderAccount::word, ProviderAccount::contract)
                                .containsExactly("fal", TargetContract.MODEL_PARAMS));
        assertThat(opening.toString()).doesNotContain("s3cret");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(open("elsewhere", "fal", TargetContract.MODEL_PARAMS))
                .isEqualTo(new Opening.Unset("set executor.providers.\"elsewhere\".key and .micros-per-unit"));
        assertThat(open("fal", "fal", TargetContract.GRAPH))
                .isEqualTo(new Opening.Unset("the contract of a target at fal must be MODEL_PARAMS"));
        assertThat(open("fal", "nobody", TargetContract.GRAPH).toString())
                .contains("one of [runpod, comfy-api, fal, replicate, together], not nobody");
    }

    private Opening open(String id, String word, TargetContract contract) {
        return accounts.open(new Target(id, URI.create("https://provider"), 4, false, contract, word));
    }

    private static ExecutorConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(ENVIRONMENT, 300))
                .withMapping(ExecutorConfig.class)
                .build()
                .getConfigMapping(ExecutorConfig.class);
    }
}
