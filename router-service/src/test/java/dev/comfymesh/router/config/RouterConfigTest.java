package dev.comfymesh.router.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterConfigTest {
    @Test
    void namesNoNodeAndTheUsualPolicyByDefault() {
        var config = config(Map.of());

        assertThat(config.nodes()).isEmpty();
        assertThat(config.providers()).isEmpty();
        assertThat(config.matching().observationAge()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.matching().queueAhead()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.matching().foreignLimit()).isEqualTo(10);
        assertThat(config.economy().microsPerSecondOfWait()).isEqualTo(100);
        assertThat(config.matching().unlearnedService()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.matching().ageing()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.matching().patience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.matching().startWithin()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.matching().runWithin()).isEqualTo(Duration.ofMinutes(20));
        assertThat(config.matching().mostAtOnce()).isEqualTo(200);
        assertThat(config.economy().name()).isEqualTo("balanced");
        assertThat(config.policies()).isEmpty();
        assertThat(config.guard().gain()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.guard().mostMoves()).isEqualTo(2);
        assertThat(config.loads().toNodeBytesPerSecond()).isEqualTo(50_000_000);
        assertThat(config.loads().toProviderBytesPerSecond()).isEqualTo(10_000_000);
        assertThat(config.economy().hedged()).isTrue();
        assertThat(config.hedging().perMille()).isEqualTo(20);
        assertThat(config.retry().perCent()).isEqualTo(20);
        assertThat(config.retry().leastOfTenant()).isEqualTo(60);
        assertThat(config.retry().least()).isEqualTo(240);
        assertThat(config.learning().retention()).isEqualTo(Duration.ofDays(30));
        assertThat(config.learning().bytesPerRun()).isEqualTo(10L << 30);
        assertThat(config.learning().runsOnHost()).isEqualTo(5);
        assertThat(config.retry().attempts()).isEqualTo(3);
        assertThat(config.retry().uncounted()).isEqualTo(10);
        assertThat(config.retry().longestPause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.retry().pause()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.ejection().failures()).isEqualTo(3);
        assertThat(config.ejection().first()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.ejection().longest()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.ejection().silentWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.ejection().silentPerCent()).isEqualTo(30);
        assertThat(config.poison().enabled()).isTrue();
        assertThat(config.poison().targets()).isEqualTo(2);
        assertThat(config.poison().window()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.poison().quarantine()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.topUp().waves()).isEqualTo(3);
        assertThat(config.topUp().lead()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void readsNodesFromTheEnvironment() {
        var config = config(Map.of(
                "ROUTER_NODES_0__ID", "sim-a",
                "ROUTER_NODES_0__URL", "http://127.0.0.1:8288",
                "ROUTER_NODES_1__ID", "sim-b",
                "ROUTER_NODES_1__URL", "http://127.0.0.1:8289",
                "ROUTER_NODES_1__SLOTS", "1",
                "ROUTER_NODES_1__MICROS_PER_HOUR", "400000"));

        assertThat(config.nodes()).extracting(TargetConfig.Node::id).containsExactly("sim-a", "sim-b");
        assertThat(config.nodes()).extracting(TargetConfig.Node::slots).containsExactly(2, 1);
        assertThat(config.nodes()).extracting(TargetConfig.Node::microsPerHour).containsExactly(0L, 400_000L);
    }

    @Test
    void readsAccountsWithProvidersFromTheEnvironment() {
        var config = config(Map.of(
                "ROUTER_PROVIDERS_0__ID", "rented",
                "ROUTER_PROVIDERS_0__PROVIDER", "comfy-api",
                "ROUTER_PROVIDERS_0__URL", "https://comfy.example/api",
                "ROUTER_PROVIDERS_0__ACCELERATOR", "l40s",
                "ROUTER_PROVIDERS_0__REGION", "eu",
                "ROUTER_PROVIDERS_1__ID", "fal",
                "ROUTER_PROVIDERS_1__PROVIDER", "fal",
                "ROUTER_PROVIDERS_1__URL", "https://fal.example",
                "ROUTER_PROVIDERS_1__SLOTS", "8",
                "ROUTER_PROVIDERS_1__MICROS_PER_RUN", "25000"));

        assertThat(config.providers())
                .extracting(TargetConfig.Account::provider)
                .containsExactly("comfy-api", "fal");
        assertThat(config.providers()).extracting(TargetConfig.Account::slots).containsExactly(4, 8);
        assertThat(config.providers().getFirst().accelerator()).contains("l40s");
        assertThat(config.providers().getFirst().region()).contains("eu");
        assertThat(config.providers().getFirst().microsPerRun()).isEmpty();
        assertThat(config.providers().getLast().microsPerRun()).hasValue(25_000);
    }

    private static RouterConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(RouterConfig.class)
                .build()
                .getConfigMapping(RouterConfig.class);
    }
}
