package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node offers, as the mesh sees it: at first, and when an operator says that there is more now. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class CatalogueIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    URI service;

    @Inject
    ObjectStore objects;

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void isReadAgainOnDemand() throws IOException {
        var node = NodeHall.node(1);
        var target = bed.target(node);
        var operator = new OperatorRequests(service, MeshResource.OPERATOR_TOKEN);
        await().atMost(PATIENCE).until(() -> catalogue(operator, target).isPresent());
        assertThat(catalogue(operator, target).orElseThrow().at("/inputs/KSampler/seed"))
                .isEqualTo(JSON.readTree("{\"required\": true, \"type\": \"INT\", \"choices\": null}"));

        Files.writeString(node.models("loras").resolve("brand-new.safetensors"), "weights");
        assertThat(operator.ask("v1/targets/" + target + "/catalogue")).isEqualTo(202);

        await().atMost(PATIENCE)
                .until(() -> catalogue(operator, target)
                        .filter(offer -> offer.at("/models/loras").toString().contains("brand-new.safetensors"))
                        .isPresent());
        assertThat(seen(operator, target).at("/observed/machine/deviceType").asText())
                .isNotEmpty();
    }

    @Test
    void ofNobodyIsNotToBeHad() {
        var operator = new OperatorRequests(service, MeshResource.OPERATOR_TOKEN);

        assertThat(operator.ask("v1/targets/nobody/catalogue")).isEqualTo(404);
        assertThat(new OperatorRequests(service, "wrong").ask("v1/targets/nobody/catalogue"))
                .isEqualTo(401);
    }

    private Optional<JsonNode> catalogue(OperatorRequests operator, String target) {
        return Optional.of(seen(operator, target).at("/observed/catalogueDigest"))
                .filter(JsonNode::isTextual)
                .map(digest -> tree(objects.read("c/" + digest.asText()).await().atMost(PATIENCE)));
    }

    private static JsonNode seen(OperatorRequests operator, String target) {
        var targets = tree(operator.read("v1/targets").getBytes(StandardCharsets.UTF_8));
        return StreamSupport.stream(targets.path("targets").spliterator(), false)
                .filter(one -> one.path("targetId").asText().equals(target))
                .findFirst()
                .orElseGet(JSON::createObjectNode);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
