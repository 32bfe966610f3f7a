package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.WireJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StoredDecisionTest {
    /** As it was stored before targets had an outlook, and decisions a policy. */
    private static final String OLD = """
            {"decisionId":"00000000-0000-0000-0000-000000000001","at":"2026-11-22T12:00:00Z",
             "jobId":"00000000-0000-0000-0000-000000000002","candidateId":"c-1","attempt":1,
             "choice":{"targetId":"a","reservedMicros":20,"startBy":"2026-11-22T12:00:20Z","endBy":"2026-11-22T12:00:20Z"},
             "terms":{"at":"2026-11-22T12:00:00Z","deadline":"2026-11-23T12:00:00Z","leftMicros":20,"waiting":1,
                      "stayOn":null,"microsPerSecondOfWait":100,"startWithinMillis":120000,"runWithinMillis":1200000},
             "failure":null,"problem":null,
             "offers":[{"targetId":"a","microsPerHour":3600,"serviceMillis":10000,"aheadMillis":0,"costMicros":10,
                        "timeMicros":1000}],
             "eligible":1,"rejections":{"counts":{},"examples":[]}}""";

    @Test
    void readsAndReplaysOneOfAnEarlierVersion() {
        var decision = WireJson.read(OLD.getBytes(StandardCharsets.UTF_8), StoredDecision.class);

        assertThat(decision.offers()).hasSize(1);
        assertThat(decision.difference()).isEmpty();
    }
}
