package dev.comfymesh.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MakersTest {
    private final Makers makers = new Makers();

    @Test
    void saysWhoMadeWhatAndWhatThatCost() throws IOException {
        makers.sent("#1", "sim-a");
        makers.sent("#2", "sim-a");
        makers.sent("#2", "fal");
        makers.finished("#1");
        makers.finished("#2");

        assertThat(makers.lines(costs(1_000), costs(26_000), 24_000))
                .containsExactly(
                        "It cost $0.025000, of which the house bears $0.001000:",
                        "  fal       $0.025000  made #2",
                        "  sim-a     $0.000000  made #1");
    }

    private static JsonNode costs(long micros) throws IOException {
        return MeshApi.JSON.readTree("{\"lines\": [{\"key\": \"fal\", \"costMicros\": %d}]}".formatted(micros));
    }
}
