package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a node does to a run: it ends once, as what it was, it ran once, and the next attempt succeeds there. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class FaultsIT {
    private static final String SOUND = "{\"stepMillis\": 1, \"fault\": \"NONE\", \"slowFactor\": 1,"
            + " \"answerDelayMillis\": 0, \"silent\": false, \"stalled\": false, \"historyDelayMillis\": 0}";

    private static final AtomicLong SEEDS = new AtomicLong();

    private static NodeProcess node;
    private TestBed bed;

    @BeforeAll
    static void start() {
        node = NodeProcess.start(1);
    }

    @BeforeEach
    void open() {
        bed = new TestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"fault": "DROP_SUBMIT_RESPONSE"}               | SUCCEEDED
            {"fault": "OUT_OF_MEMORY"}                      | OUT_OF_MEMORY
            {"fault": "LIE", "lie": "NO_OUTPUT"}            | OUTPUT_UNVERIFIABLE
            {"fault": "LIE", "lie": "TRUNCATED"}            | OUTPUT_UNVERIFIABLE
            {"fault": "LIE", "lie": "BLANK"}                | SUCCEEDED
            {"fault": "LIE", "lie": "OTHER_FILE"}           | SUCCEEDED
            {"fault": "TAKE_CLIENT"}                        | SUCCEEDED
            {"fault": "HANG"}                               | TIME_LIMIT
            {"stalled": true}                               | SUCCEEDED
            {"historyDelayMillis": 400}                     | SUCCEEDED
            {"answerDelayMillis": 300}                      | SUCCEEDED
            {"stepMillis": 50, "slowFactor": 3}             | SUCCEEDED
            """)
    void endsOnceAndGoesOn(String fault, String ending) {
        var target = bed.target(node);
        node.turn(fault);
        var attempt = bed.assign(fresh(), target);

        assertThat(bed.ending(attempt)).isEqualTo(ending);

        node.turn(SOUND);
        var next = bed.assign(fresh(), target);
        assertThat(bed.ending(next)).isEqualTo("SUCCEEDED");
        assertThat(bed.endings(attempt)).isEqualTo(1);
        assertThat(node.saw("submitted", attempt.id())).isEqualTo(1);
        assertThat(node.saw("started", attempt.id())).isEqualTo(1);
    }

    @Test
    void losesWhatTheNodeForgets() {
        var target = bed.target(node);
        node.turn("{\"stepMillis\": 500}");
        var attempt = bed.assign(fresh(), target);
        bed.awaitStart(attempt);

        node.turn("{\"forget\": true}");

        assertThat(bed.ending(attempt)).isEqualTo("LOST");
        node.turn(SOUND);
        assertThat(bed.ending(bed.assign(fresh(), target))).isEqualTo("SUCCEEDED");
        assertThat(bed.endings(attempt)).isEqualTo(1);
    }

    @Test
    void aRunOfASilentNodeIsFollowedAgainWhenItSpeaks() {
        var target = bed.target(node);
        node.turn("{\"stepMillis\": 300}");
        var attempt = bed.assign(fresh(), target);
        bed.awaitStart(attempt);

        node.turn("{\"silent\": true}");
        node.turn(SOUND);

        assertThat(bed.ending(attempt)).isEqualTo("SUCCEEDED");
        assertThat(node.saw("started", attempt.id())).isEqualTo(1);
    }

    /** A job that the node has not in its cache. */
    private static SampleJob fresh() {
        return Restated.runnableJob().seed(SEEDS.incrementAndGet());
    }
}
