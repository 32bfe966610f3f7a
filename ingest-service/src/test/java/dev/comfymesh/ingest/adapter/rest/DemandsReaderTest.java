package dev.comfymesh.ingest.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.Projection.Taken;
import dev.comfymesh.contracts.Routing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandsReaderTest {
    private static final Map<String, String> POLICIES = Map.of("balanced", "balanced", "cheapest", "cheapest");
    private static final ObjectNode GRAPH =
            json("{'2': {'class_type': 'Text', 'inputs': {'text': 'a', 'clip': ['1', 0]}},"
                    + " '1': {'class_type': 'Load', 'inputs': {}}}");

    @Test
    void readsWhatAJobDemands() {
        var request = Fields.of(json("""
                {'routing': {'policy': 'cheapest', 'selfHostedOnly': true, 'maxCostMicros': 3, 'accelerator': 'a100',
                             'residency': 'eu', 'targets': ['b', 'a']}}"""));

        assertThat(DemandsReader.routing(request, POLICIES))
                .isEqualTo(new Routing("cheapest", true, 3L, "a100", "eu", List.of("b", "a")));
        assertThat(request.errors()).isEmpty();
    }

    @Test
    void readsHowModelsMakeTheGraph() {
        var request = Fields.of(json("""
                {'projections': [{'provider': 'fal', 'model': 'fal-ai/flux/dev', 'parameters': {'steps': 1.50},
                                  'inputs': [{'parameter': 'prompt', 'node': '2', 'input': 'text'}]},
                                 {'provider': 'together', 'model': 'flux:1'}]}"""));

        assertThat(DemandsReader.projections(request, GRAPH))
                .containsExactly(
                        new Projection(
                                "fal",
                                "fal-ai/flux/dev",
                                json("{'steps': 1.50}"),
                                List.of(new Taken("prompt", "2", "text"))),
                        new Projection("together", "flux:1", json("{}"), List.of()));
        assertThat(request.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{}", "{'routing': null, 'projections': null}", "{'routing': {}, 'projections': []}"})
    void findsNothingWhereNothingIsDemanded(String text) {
        var request = Fields.of(json(text));

        assertThat(DemandsReader.routing(request, POLICIES)).isNull();
        assertThat(DemandsReader.projections(request, GRAPH)).isNull();
        assertThat(request.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'routing': 7 | routing",
                "'routing': {'policy': 'best'} | routing.policy",
                "'routing': {'policy': 7} | routing.policy",
                "'routing': {'self-hosted-only': true} | routing.self-hosted-only",
                "'routing': {'selfHostedOnly': 'yes'} | routing.selfHostedOnly",
                "'routing': {'maxCostMicros': -1} | routing.maxCostMicros",
                "'routing': {'maxCostMicros': 1000000000001} | routing.maxCostMicros",
                "'routing': {'accelerator': 'An A100'} | routing.accelerator",
                "'routing': {'residency': ['eu']} | routing.residency",
                "'routing': {'targets': 'a'} | routing.targets",
                "'routing': {'targets': []} | routing.targets",
                "'routing': {'targets': ['a', 'a']} | routing.targets",
                "'routing': {'targets': ['A']} | routing.targets",
                "'routing': {'targets': ['a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q']} | routing.targets",
                "'projections': {} | projections",
                "'projections': [7] | projections[0]",
                "'projections': [{'model': 'm'}] | projections[0].provider",
                "'projections': [{'provider': 'runpod', 'model': 'm'}] | projections[0].provider",
                "'projections': [{'provider': 'fal'}] | projections[0].model",
                "'projections': [{'provider': 'fal', 'model': '../m'}] | projections[0].model",
                "'projections': [{'provider': 'fal', 'model': 'm?x=1'}] | projections[0].model",
                "'projections': [{'provider': 'fal', 'model': 'm', 'cost': 0}] | projections[0].cost",
                "'projections': [{'provider': 'fal', 'model': 'm', 'parameters': []}] | projections[0].parameters",
                "'projections': [{'provider': 'fal', 'model': 'm'}, {'provider': 'fal', 'model': 'n'}] | projections[1].provider",
                "'projections': [{'provider': 'fal', 'model': 'm', 'inputs': [{'parameter': 'p', 'node': '9', 'input': 'text'}]}] | projections[0].inputs[0].node",
                "'projections': [{'provider': 'fal', 'model': 'm', 'inputs': [{'parameter': 'p', 'node': '2', 'input': 'seed'}]}] | projections[0].inputs[0].input",
                "'projections': [{'provider': 'fal', 'model': 'm', 'inputs': [{'parameter': 'p', 'node': '2', 'input': 'clip'}]}] | projections[0].inputs[0].input",
                "'projections': [{'provider': 'fal', 'model': 'm', 'inputs': [{'node': '2', 'input': 'text'}]}] | projections[0].inputs[0].parameter",
                "'projections': [{'provider': 'fal', 'model': 'm', 'parameters': {'p': 1}, 'inputs': [{'parameter': 'p', 'node': '2', 'input': 'text'}]}] | projections[0].inputs[0].parameter",
            })
    void namesTheFieldThatIsWrong(String wrong, String field) {
        var request = Fields.of(json("{%s}".formatted(wrong)));

        DemandsReader.routing(request, POLICIES);
        DemandsReader.projections(request, GRAPH);

        assertThat(request.errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void refusesProjectionsThatAreTooLarge() {
        var request = Fields.of(json("{'projections': [{'provider': 'fal', 'model': 'm', 'parameters': {'p': '%s'}}]}"
                .formatted("x".repeat(70_000))));

        DemandsReader.projections(request, GRAPH);

        assertThat(request.errors()).extracting(FieldError::field).containsExactly("projections");
    }

    private static ObjectNode json(String text) {
        return Json.object(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
