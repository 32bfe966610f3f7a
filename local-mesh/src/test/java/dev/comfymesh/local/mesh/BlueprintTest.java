package dev.comfymesh.local.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlueprintTest {
    @TempDir
    private Path root;

    @Test
    void startsSimulatorsOnlyForSimulatedNodes() {
        assertThat(components(Node.SIMULATED))
                .extracting(Component::name)
                .containsExactly("kafka", "postgres", "sim-a", "sim-b", "ingest", "router", "executor", "scoring");
        assertThat(components(Node.named(List.of("http://10.0.0.1:8188"))))
                .extracting(Component::name)
                .doesNotContain("sim-a", "sim-b", "node-1");
    }

    @Test
    void tellsTheRouterAloneOfTheNodes() {
        var components = components(Node.SIMULATED);

        assertThat(environment(components, "router"))
                .containsEntry("ROUTER_NODES_0__ID", "sim-a")
                .containsEntry("ROUTER_NODES_1__URL", "http://127.0.0.1:8289");
        assertThat(environment(components, "executor")).doesNotContainKey("ROUTER_NODES_0__ID");
    }

    @Test
    void startsStandInsForProvidersWhereTheyAreWantedAndHasAccountsThere() {
        var components = components(Node.SIMULATED, Provider.STAND_INS);

        assertThat(components).extracting(Component::name).contains("providers");
        assertThat(environment(components, "router"))
                .containsEntry("ROUTER_PROVIDERS_0__ID", "runpod")
                .containsEntry("ROUTER_PROVIDERS_1__URL", "http://127.0.0.1:8302");
        assertThat(environment(components, "executor"))
                .containsEntry("EXECUTOR_PROVIDERS__RUNPOD__MICROS_PER_UNIT", "530")
                .containsKey("EXECUTOR_PROVIDERS__FAL__KEY");
    }

    @Test
    void givesMoreHeapToPicturesAndToTheQueue() {
        var components = components(Node.SIMULATED);

        assertThat(command(components, "scoring")).contains("-Xmx320m");
        assertThat(command(components, "router")).contains("-Xmx256m");
        assertThat(command(components, "executor")).contains("-Xmx160m");
    }

    @Test
    void keepsModelsWhereTheyAreAdded() {
        var components = components(Node.SIMULATED);

        assertThat(environment(components, "scoring").get("SCORING_MODELS_FOLDER"))
                .endsWith(".mesh/models");
        assertThat(command(components, "scoring")).contains("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void quotesPathsThatAShellWouldTakeApart() {
        assertThat(Welcome.pasted(".mesh/api-key")).isEqualTo(".mesh/api-key");
        assertThat(Welcome.pasted("/my clone/.mesh/api-key")).isEqualTo("'/my clone/.mesh/api-key'");
        assertThat(Welcome.pasted("it's")).isEqualTo("'it'\\''s'");
    }

    @Test
    void keepsItsSecrets() throws Exception {
        var first = Secrets.of(prepared());
        var again = Secrets.of(prepared());

        assertThat(first).isEqualTo(again);
        assertThat(first.apiKey()).matches("cmk_[0-9A-Za-z]{32,}");
        assertThat(Files.getPosixFilePermissions(prepared().apiKey())).hasSize(2);
    }

    @Test
    void namesThePortThatSomebodyElseHolds() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var component = new Component(
                    "ingest", other.getLocalPort(), Component.Stage.SERVICE, List.of(), Map.of(), () -> false);

            assertThatThrownBy(() -> Up.requireFreePorts(List.of(component)))
                    .isInstanceOf(Trouble.class)
                    .hasMessage(
                            "port %d is in use by another program, and ingest needs it: stop that program, then try again"
                                    .formatted(other.getLocalPort()));
        }
    }

    private List<Component> components(List<Node> nodes) {
        return components(nodes, List.of());
    }

    private List<Component> components(List<Node> nodes, List<Provider> providers) {
        return new Blueprint(prepared(), Secrets.of(prepared()), nodes, providers).components();
    }

    private Layout prepared() {
        var layout = new Layout(root);
        layout.prepare();
        return layout;
    }

    private static Map<String, String> environment(List<Component> components, String name) {
        return component(components, name).environment();
    }

    private static List<String> command(List<Component> components, String name) {
        return component(components, name).command();
    }

    private static Component component(List<Component> components, String name) {
        return components.stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
