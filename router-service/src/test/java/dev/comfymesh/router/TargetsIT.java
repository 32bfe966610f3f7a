package dev.comfymesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetDefined;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactReader;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets by REST, and what the other services hear of it. */
@QuarkusTest
class TargetsIT extends RouterInTest {
    @Test
    void publishesEachChangeOfATargetOnceAndItsRemoval() {
        try (var targets = FactReader.of(Topic.TARGETS)) {
            mesh.fleet().node("pub-1", "Published");
            mesh.fleet().node("pub-1", "Published");
            assertThat(mesh.fleet().send("POST", "/v1/targets/pub-1/cordon", "").statusCode())
                    .isEqualTo(200);

            var cordoned = targets.await(stated -> stated.subject().equals("pub-1") && stated.sequence() == 2);
            assertThat(cordoned.read(TargetDefined.class).cordoned()).isTrue();

            assertThat(mesh.fleet().send("DELETE", "/v1/targets/pub-1", "").statusCode())
                    .isEqualTo(204);
            assertThat(targets.await(stated -> stated.subject().equals("pub-1") && stated.sequence() == 3)
                            .payload())
                    .isNull();
            assertThat(mesh.fleet().send("GET", "/v1/targets/pub-1", "").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void definesAnAccountWithAProviderWhoseWordFixesWhatItTakes() {
        try (var targets = FactReader.of(Topic.TARGETS)) {
            var account = """
                    {"url": "http://127.0.0.1:1/fal", "provider": "fal", "slots": 3, "microsPerRun": 25000, "region": "eu"}""";
            var answer = mesh.fleet().send("PUT", "/v1/targets/fal-1", account);
            assertThat(answer.body())
                    .contains("\"kind\":\"PROVIDER\"", "\"contract\":\"MODEL_PARAMS\"", "\"microsPerRun\":25000")
                    .contains("\"provider\":\"fal\"", "\"region\":\"eu\"", "\"accelerator\":null");
            mesh.fleet().send("PUT", "/v1/targets/fal-1", account.replace("\"eu\"", "\"us\""));
            mesh.fleet().send("POST", "/v1/targets/fal-1/cordon", "");

            var cordoned = targets.await(stated -> stated.subject().equals("fal-1") && stated.sequence() == 3)
                    .read(TargetDefined.class);
            assertThat(cordoned.cordoned()).isTrue();
            assertThat(cordoned.provider()).isEqualTo("fal");
            assertThat(cordoned.contract()).isEqualTo(TargetContract.MODEL_PARAMS);
            assertThat(mesh.fleet().send("DELETE", "/v1/targets/fal-1", "").statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void refusesATargetThatIsNoNode() {
        var answer = mesh.fleet().send("PUT", "/v1/targets/bad-1", "{\"url\": \"ftp://nowhere\", \"slots\": 0}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("invalid-field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "",
                "{",
                "{\"url\": 7}",
                "{\"url\": \"http://\"}",
                "{\"url\": \"http://:::\"}",
                "{\"url\": \"http://a b\"}",
                "{\"url\": \"http://a\", \"slots\": \"two\"}",
                "{\"url\": \"http://a\", \"slots\": 65}",
                "{\"url\": \"http://a\", \"slots\": 99999999999}",
                "{\"url\": \"http://a\", \"microsPerHour\": 9223372036854775807}",
                "{\"url\": \"http://a\", \"colour\": \"red\"}",
                "{\"url\": \"http://a\", \"provider\": \"nobody\"}",
                "{\"url\": \"http://a\", \"microsPerRun\": -1}",
                "{\"url\": \"http://a\", \"accelerator\": \"An A100!\"}",
                "{\"url\": \"http://a\", \"region\": \"somewhere else\"}"
            })
    void refusesWhatIsNoNodeWithAProblem(String body) {
        assertProblem(mesh.fleet().send("PUT", "/v1/targets/bad-2", body));

        assertThat(mesh.fleet().send("GET", "/v1/targets/bad-2", "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPPER", "with%20space", "nul%00", "-x", "nobody-1"})
    void refusesAnIdThatNoTargetHasWithAProblem(String id) {
        assertProblem(mesh.fleet().send("GET", "/v1/targets/" + id, ""));
        assertProblem(mesh.fleet().send("DELETE", "/v1/targets/" + id, ""));
        assertProblem(mesh.fleet().send("POST", "/v1/targets/" + id + "/cordon", ""));
        assertProblem(mesh.fleet().send("POST", "/v1/targets/" + id + "/uncordon", ""));
    }

    @Test
    void listsThePoliciesThatJobsMayAskForTheUsualOneFirst() {
        var policies = mesh.fleet().send("GET", "/v1/policies", "").body();

        assertThat(policies)
                .startsWith("[{\"name\":\"balanced\",\"version\":1,\"usual\":true,\"microsPerSecondOfWait\":100,")
                .contains("{\"name\":\"cheapest\",\"version\":1,\"usual\":false,\"microsPerSecondOfWait\":0,")
                .contains("{\"name\":\"fastest\",");
    }

    @Test
    void knowsNoDecisionsOfAnUnknownJob() {
        assertProblem(mesh.fleet().send("GET", "/v1/decisions/" + UUID.randomUUID(), ""));
        assertProblem(mesh.fleet().send("GET", "/v1/decisions/17", ""));
    }

    private static void assertProblem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).contains("urn:comfymesh:problem:");
    }
}
