package dev.comfymesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireJsonTest {
    private static final UUID JOB = UUID.fromString("01a201c9-4fd0-7a31-9d52-3f1b7c0e4a86");
    private static final Instant AT = Instant.parse("2026-11-22T05:45:00.112Z");

    static List<Class<?>> types() {
        return WireJson.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void findsTheClassBehindItsType(Class<?> type) {
        assertThat(WireJson.typeOf(type)).isEqualTo("dev.comfymesh." + type.getSimpleName() + ".v1");
        assertThat(WireJson.classOf(WireJson.typeOf(type))).contains(type);
    }

    @Test
    void knowsNoClassOfAForeignType() {
        assertThat(WireJson.classOf("dev.comfymesh.JobAccepted.v2")).isEmpty();
    }

    @Test
    void writesCompactlyWithInstantsAsText() {
        assertThat(text(new JobClosed(JOB, AT, 3, 1200)))
                .isEqualTo("{\"jobId\":\"%s\",\"at\":\"%s\",\"attempts\":3,\"spentMicros\":1200}".formatted(JOB, AT));
    }

    @Test
    void ignoresFieldsOfNewerProducers() {
        var json = "{\"jobId\":\"%s\",\"at\":\"%s\",\"spentMicros\":7,\"mood\":\"calm\"}".formatted(JOB, AT);

        assertThat(read(json, JobCancelled.class)).isEqualTo(new JobCancelled(JOB, AT, 7));
    }

    @Test
    void keepsTheNumbersOfAGraphAsTheyWereSent() {
        var graph = "{\"seed\":18446744073709551615,\"cfg\":1.10,\"denoise\":1.0,\"eps\":0.12345678901234567890}";

        assertThat(text(read(graph, ObjectNode.class))).isEqualTo(graph);
    }

    @Nested
    class WhenAComponentIsMissing {
        @Test
        void acceptsItIfItIsOptional() {
            assertThat(read(observed(""), TargetObserved.class).catalogueDigest())
                    .isNull();
        }

        @Test
        void acceptsNullIfItIsOptional() {
            assertThat(read(observed(",\"catalogueDigest\":null"), TargetObserved.class)
                            .catalogueDigest())
                    .isNull();
        }

        @Test
        void refusesAnAbsentPrimitive() {
            var json = "{\"jobId\":\"%s\",\"at\":\"%s\"}".formatted(JOB, AT);

            assertRefused(json, JobCancelled.class, "spentMicros");
        }

        @Test
        void refusesANullPrimitive() {
            var json = "{\"jobId\":\"%s\",\"at\":\"%s\",\"spentMicros\":null}".formatted(JOB, AT);

            assertRefused(json, JobCancelled.class, "spentMicros");
        }

        @Test
        void refusesAnAbsentReference() {
            assertRefused("{\"at\":\"%s\",\"spentMicros\":1}".formatted(AT), JobCancelled.class, "jobId");
        }

        @Test
        void refusesANullReference() {
            assertRefused(
                    "{\"jobId\":null,\"at\":\"%s\",\"spentMicros\":1}".formatted(AT), JobCancelled.class, "jobId");
        }

        @Test
        void refusesAnAbsentComponentThatIsRenamed() {
            var json = """
                    {"jobId": "%s", "at": "%s", "candidateId": "c", "attempts": 1,
                     "problem": {"code": "c", "detail": "d"}}""".formatted(JOB, AT);

            assertRefused(json, CandidateFailed.class, "class");
        }

        @Test
        void refusesItInANestedRecordToo() {
            var json = "{\"jobId\":\"%s\",\"at\":\"%s\",\"problem\":{\"code\":\"c\"},\"spentMicros\":1}"
                    .formatted(JOB, AT);

            assertRefused(json, JobFailed.class, "detail");
        }
    }

    @Test
    void refusesWhatARecordRefuses() {
        var json = "{\"passed\":false,\"score\":0.2,\"reasons\":[]}";

        assertRefused(json, Verdict.class, "needs a reason");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertRefused("{\"jobId\":", JobClosed.class, "not a JobClosed");
    }

    private static String observed(String more) {
        return """
                {"targetId": "t", "at": "%s", "ownerEpoch": 1, "n": 1, "health": "UP", "loadedModels": [],
                 "queue": {"running": 0, "pending": 0}, "vram": {"totalBytes": 0, "freeBytes": 0}%s}""".formatted(AT, more);
    }

    private static void assertRefused(String json, Class<?> type, String naming) {
        assertThatThrownBy(() -> read(json, type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(naming);
    }

    private static String text(Object value) {
        return new String(WireJson.write(value), StandardCharsets.UTF_8);
    }

    private static <T> T read(String json, Class<T> type) {
        return WireJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
