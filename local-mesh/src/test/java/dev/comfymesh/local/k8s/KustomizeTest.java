package dev.comfymesh.local.k8s;

import static dev.comfymesh.local.k8s.Manifests.each;
import static dev.comfymesh.local.k8s.Manifests.nameOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.local.mesh.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The manifests for Kubernetes, as written and, where there is kubectl, as it renders them. */
class KustomizeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BASE = ROOT.resolve("k8s/base");
    /** What the JVM, the C library and Quarkus read. */
    private static final Set<String> NOT_OURS =
            Set.of("JAVA_TOOL_OPTIONS", "MALLOC_ARENA_MAX", "QUARKUS_LOG_CONSOLE_JSON_ENABLED");

    private static final int SHUTDOWN_SECONDS = 10;

    private interface Claim {
        void holdsFor(JsonNode deployment, Manifests manifests) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> everyServiceIsDeployedAndCanBeReached() throws Exception {
        return ways().stream()
                .map(manifests -> DynamicTest.dynamicTest(way(manifests), () -> {
                    var services = Arrays.stream(Service.values())
                            .map(service -> service.label() + "-service")
                            .toList();
                    assertThat(names(manifests, "Deployment")).containsExactlyInAnyOrderElementsOf(services);
                    assertThat(names(manifests, "Service")).containsExactlyInAnyOrderElementsOf(services);
                    assertThat(names(manifests, "PodDisruptionBudget")).containsExactlyInAnyOrderElementsOf(services);
                }));
    }

    @TestFactory
    Stream<DynamicTest> selectorsMeetThePods() throws Exception {
        return forEachDeployment((deployment, manifests) -> {
            var labels = deployment.at("/spec/template/metadata/labels");
            var name = nameOf(deployment);
            var service = manifests.find("Service", name).orElseThrow();
            var budget = manifests.find("PodDisruptionBudget", name).orElseThrow();
            for (var selector : List.of(
                    deployment.at("/spec/selector/matchLabels"),
                    service.at("/spec/selector"),
                    budget.at("/spec/selector/matchLabels"),
                    deployment.at("/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels"))) {
                assertThat(selector).isNotEmpty();
                assertThat(labels.properties()).containsAll(selector.properties());
            }
            assertThat(service.at("/spec/ports/0/targetPort"))
                    .isEqualTo(container(deployment).at("/ports/0/name"));
        });
    }

    @TestFactory
    Stream<DynamicTest> listensWhereTheServiceListens() throws Exception {
        return forEachDeployment((deployment, _) -> {
            var service =
                    Service.valueOf(nameOf(deployment).replace("-service", "").toUpperCase(Locale.ROOT));
            assertThat(container(deployment).at("/ports/0/containerPort").asInt())
                    .isEqualTo(service.url().getPort());
        });
    }

    @TestFactory
    Stream<DynamicTest> probesAskWhatTellsTheTruth() throws Exception {
        return forEachDeployment((deployment, _) -> {
            var container = container(deployment);
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
            // Not /q/health/started, which waits for the broker: a pod would be killed because that is away.
            assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        });
    }

    @TestFactory
    Stream<DynamicTest> mayDoNothingBeyondItsWork() throws Exception {
        return forEachDeployment((deployment, manifests) -> {
            var pod = deployment.at("/spec/template/spec");
            var container = container(deployment);
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            var account = manifests.find(
                    "ServiceAccount", pod.path("serviceAccountName").asText());
            assertThat(account.orElseThrow()
                            .path("automountServiceAccountToken")
                            .asBoolean(true))
                    .isFalse();
        });
    }

    @TestFactory
    Stream<DynamicTest> isBoundedInMemoryAndHasRoomBesideItsHeap() throws Exception {
        return forEachDeployment((deployment, _) -> {
            var container = container(deployment);
            var options = each(container.path("env"))
                    .filter(variable -> variable.path("name").asText().equals("JAVA_TOOL_OPTIONS"))
                    .findFirst()
                    .orElseThrow()
                    .path("value")
                    .asText();
            var heap = Pattern.compile("-Xmx(\\d+)m").matcher(options);
            assertThat(heap.find()).isTrue();
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(mebibytes(container.at("/resources/requests/memory")))
                    .isGreaterThan(Integer.parseInt(heap.group(1)));
            assertThat(mebibytes(container.at("/resources/limits/memory")))
                    .isGreaterThanOrEqualTo(2 * Integer.parseInt(heap.group(1)));
        });
    }

    @TestFactory
    Stream<DynamicTest> endsInPeace() throws Exception {
        return forEachDeployment((deployment, _) -> {
            var pause =
                    container(deployment).at("/lifecycle/preStop/sleep/seconds").asInt();
            assertThat(deployment
                            .at("/spec/template/spec/terminationGracePeriodSeconds")
                            .asInt())
                    .isGreaterThan(pause + SHUTDOWN_SECONDS);
        });
    }

    @TestFactory
    Stream<DynamicTest> writesOnlyToVolumesThatItHas() throws Exception {
        return forEachDeployment((deployment, manifests) -> {
            var volumes = deployment.at("/spec/template/spec/volumes");
            assertThat(each(container(deployment).path("volumeMounts")).map(mount -> mount.path("name")))
                    .containsExactlyElementsOf(
                            each(volumes).map(volume -> volume.path("name")).toList());
            each(volumes)
                    .filter(volume -> volume.has("persistentVolumeClaim"))
                    .map(volume -> volume.at("/persistentVolumeClaim/claimName").asText())
                    .forEach(claim -> assertThat(manifests.find("PersistentVolumeClaim", claim))
                            .as(claim)
                            .isPresent());
        });
    }

    @TestFactory
    Stream<DynamicTest> saysNothingThatTheServiceDoesNotRead() throws Exception {
        return forEachDeployment((deployment, manifests) -> {
            var service = nameOf(deployment).replace("-service", "");
            var known = new HashSet<>(NOT_OURS);
            known.addAll(keys("service-kit", "kit", "Kit", "COMFYMESH"));
            known.addAll(keys(service + "-service", service, capitalised(service), service.toUpperCase(Locale.ROOT)));

            assertThat(environment(deployment, manifests)).isSubsetOf(known).contains("COMFYMESH_POSTGRES");
        });
    }

    private static List<Manifests> ways() throws IOException, InterruptedException {
        var ways = new ArrayList<>(List.of(Manifests.written(BASE)));
        Manifests.rendered(BASE).ifPresent(ways::add);
        return ways;
    }

    private static Stream<DynamicTest> forEachDeployment(Claim claim) throws IOException, InterruptedException {
        return ways().stream()
                .flatMap(manifests -> manifests.ofKind("Deployment").stream()
                        .map(deployment -> DynamicTest.dynamicTest(
                                nameOf(deployment) + ", " + way(manifests),
                                () -> claim.holdsFor(deployment, manifests))));
    }

    private static String way(Manifests manifests) {
        return manifests.rendered() ? "as kubectl renders it" : "as written";
    }

    private static JsonNode container(JsonNode deployment) {
        return deployment.at("/spec/template/spec/containers/0");
    }

    private static List<String> names(Manifests manifests, String kind) {
        return manifests.ofKind(kind).stream().map(Manifests::nameOf).toList();
    }

    private static int mebibytes(JsonNode quantity) {
        assertThat(quantity.asText()).endsWith("Mi");
        return Integer.parseInt(quantity.asText().replace("Mi", ""));
    }

    private static List<String> environment(JsonNode deployment, Manifests manifests) {
        var container = container(deployment);
        var names = new ArrayList<String>();
        each(container.path("env"))
                .forEach(variable -> names.add(variable.path("name").asText()));
        for (var source : container.path("envFrom")) {
            var map = source.at("/configMapRef/name").asText();
            manifests
                    .find("ConfigMap", map)
                    .orElseThrow(() -> new AssertionError("there is no ConfigMap " + map))
                    .path("data")
                    .fieldNames()
                    .forEachRemaining(names::add);
        }
        return names;
    }

    private static Set<String> keys(String module, String place, String name, String prefix) throws IOException {
        var source = "%s/src/main/java/dev/comfymesh/%s/config/%sConfig.java".formatted(module, place, name);
        return ConfigKeys.of(ROOT.resolve(source), prefix);
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
