package dev.comfymesh.ingest.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.OnShort;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.ingest.domain.Caller;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobRequestReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
    private static final Caller CALLER = new Caller(new Tenant("local", 1, 64), "cmk_local", Set.of(), Set.of());
    private static final String GRAPH = "{'1': {'class_type': 'Load', 'inputs': {'name': 'x'}},"
            + " '2': {'class_type': 'Save', 'inputs': {'image': ['1', 0]}}}";

    private final JobRequestReader reader = new JobRequestReader(new RequestRules(
            2_000_000,
            2_000,
            1_000_000,
            Duration.ofMinutes(15),
            Duration.ofDays(7),
            Set.of("generic", "lenient"),
            "generic",
            Set.of("balanced"),
            Optional.empty()));

    @Nested
    class WhenOnlyAGraphIsGiven {
        @Test
        void fillsInTheDefaults() {
            var job = read("{'workflow': {'graph': %s}}".formatted(GRAPH)).job();

            assertThat(job.pool()).isEqualTo(new Pool(1, 1, 2, "generic", OnShort.DELIVER_FEWER));
            assertThat(job.deadline()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
            assertThat(job.capMicros()).isEqualTo(1_000_000);
            assertThat(job.priority()).isEqualTo(Priority.NORMAL);
            assertThat(job.seed()).isNull();
            assertThat(job.previews()).isFalse();
            assertThat(job.metadata()).isEmpty();
        }
    }

    @Test
    void readsEverything() {
        var job = read("""
                {'workflow': {'graph': %s},
                 'pool': {'candidates': 8, 'deliver': 2, 'maxCandidates': 16, 'profile': 'lenient', 'onShort': 'fail'},
                 'seed': 9007199254740991, 'priority': 'high', 'deadline': '2026-11-22T07:00:00+01:00',
                 'capMicros': 0, 'previews': true, 'metadata': {'order': '17', 'a': ''}}""".formatted(GRAPH)).job();

        assertThat(job.pool()).isEqualTo(new Pool(8, 2, 16, "lenient", OnShort.FAIL));
        assertThat(job.seed()).isEqualTo(9007199254740991L);
        assertThat(job.priority()).isEqualTo(Priority.HIGH);
        assertThat(job.deadline()).isEqualTo(Instant.parse("2026-11-22T06:00:00Z"));
        assertThat(job.capMicros()).isZero();
        assertThat(job.previews()).isTrue();
        assertThat(job.metadata()).containsExactly(Map.entry("order", "17"), Map.entry("a", ""));
    }

    @Test
    void namesAGraphByItsContentWhateverItsOrderAndSpace() {
        var one = read("{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': 1, 'y': 'b'}}}}}");
        var other = read("{ 'workflow':{'graph':{'1':{'inputs':{'y':'b','x':1}, 'class_type':'A'}}} }");

        assertThat(one.job().digest())
                .matches("sha256:[0-9a-f]{64}")
                .isEqualTo(other.job().digest());
        assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
    }

    @Test
    void takesAVersionOfAProfileThatItKnows() {
        var version = "generic@sha256:" + "0a".repeat(32);

        assertThat(read("{'workflow': {'graph': %s}, 'pool': {'profile': '%s'}}".formatted(GRAPH, version))
                        .job()
                        .pool()
                        .profile())
                .isEqualTo(version);
    }

    @Test
    void givesRequestsThatDifferDifferentFingerprints() {
        var one = read("{'workflow': {'graph': %s}, 'seed': 1}".formatted(GRAPH));
        var other = read("{'workflow': {'graph': %s}, 'seed': 2}".formatted(GRAPH));

        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
        assertThat(one.job().digest()).isEqualTo(other.job().digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'pool': 7 | pool",
                "'pool': {'candidates': 0} | pool.candidates",
                "'pool': {'candidates': 513} | pool.candidates",
                "'pool': {'candidates': 2.5} | pool.candidates",
                "'pool': {'candidates': 1e3} | pool.candidates",
                "'pool': {'candidates': '4'} | pool.candidates",
                "'pool': {'candidates': 99999999999999999999} | pool.candidates",
                "'pool': {'candidates': 2, 'deliver': 3} | pool.deliver",
                "'pool': {'deliver': 2} | pool.deliver",
                "'pool': {'candidates': 4, 'maxCandidates': 3} | pool.maxCandidates",
                "'pool': {'maxCandidates': 513} | pool.maxCandidates",
                "'pool': {'profile': 'best'} | pool.profile",
                "'pool': {'profile': 'generic@sha256:12'} | pool.profile",
                "'pool': {'profile': 7} | pool.profile",
                "'pool': {'onShort': 'FAIL'} | pool.onShort",
                "'pool': {'size': 3} | pool.size",
                "'seed': -1 | seed",
                "'seed': 9007199254740992 | seed",
                "'seed': true | seed",
                "'priority': 'urgent' | priority",
                "'priority': 1 | priority",
                "'deadline': '2026-11-29T05:00:01Z' | deadline",
                "'deadline': '+1000000000-12-31T00:00:00Z' | deadline",
                "'deadline': 'tomorrow' | deadline",
                "'deadline': 1795000000 | deadline",
                "'capMicros': -1 | capMicros",
                "'previews': 'yes' | previews",
                "'metadata': [] | metadata",
                "'metadata': {'a': 1} | metadata.a",
                "'metadata': {'': 'x'} | metadata.",
                "'candidates': 4 | candidates",
            })
    void namesTheFieldThatIsWrong(String wrong, String field) {
        var problem = refused("{'workflow': {'graph': %s}, %s}".formatted(GRAPH, wrong));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("invalid-request");
        assertThat(errors(problem)).extracting(FieldError::field).containsExactly(field);
        assertThat(problem.detail()).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | workflow",
                "{'workflow': null} | workflow",
                "{'workflow': []} | workflow",
                "{'workflow': {}} | workflow.graph",
                "{'workflow': {'graph': []}} | workflow.graph",
                "{'workflow': {'graph': {}}} | workflow.graph",
                "{'workflow': {'graph': {'1': 2}}} | workflow.graph.1",
                "{'workflow': {'graph': {'1': {'inputs': {}}}}} | workflow.graph.1.class_type",
                "{'workflow': {'graph': {'1': {'class_type': '', 'inputs': {}}}}} | workflow.graph.1.class_type",
                "{'workflow': {'graph': {'1': {'class_type': 'A'}}}} | workflow.graph.1.inputs",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': ['9', 0]}}}}} | workflow.graph.1.inputs.x",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': ['1', -1]}}}}} | workflow.graph.1.inputs.x",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': 'cm/other/a.png'}}}}} | workflow.graph.1.inputs.x",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': ['a', {'b': 'y/cm/other/a.png'}]}}}}} | workflow.graph.1.inputs.x",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': 'loras/cm-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.safetensors'}}}}} | workflow.graph.1.inputs.x",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': 1e999}}}}} | body.workflow.graph.1.inputs.x",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': '\\u0000'}}}}} | body.workflow.graph.1.inputs.x",
                "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': '\\ud800'}}}}} | body.workflow.graph.1.inputs.x",
            })
    void namesTheNodeThatIsWrong(String request, String field) {
        var problem = refused(request);

        assertThat(problem.status()).isEqualTo(422);
        assertThat(errors(problem)).extracting(FieldError::field).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'workflow': {'graph': {'nodes': [], 'links': []}}} | 422 | ui-format-graph",
                "{'workflow': {'graph': {'prompt': {'1': {}}}}} | 422 | wrapped-prompt",
                "{'prompt': {'1': {}}} | 422 | wrapped-prompt",
                "{'workflow': {'ref': 'portrait@live'}} | 422 | invalid-request",
                "[] | 422 | not-an-object",
                "null | 422 | not-an-object",
                "{'workflow' | 400 | malformed-json",
                "{} {} | 400 | malformed-json",
                "{'a': 1, 'a': 2} | 400 | malformed-json",
            })
    void explainsWhatWasSentInstead(String request, int status, String code) {
        var problem = refused(request);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "nonsense"})
    void refusesWhatIsNoJson(String body) {
        assertThat(refused(body).status()).isIn(400, 422);
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        var problem = refused("{'workflow': {'graph': {}}, 'seed': -1, 'nonsense': 1}");

        assertThat(errors(problem)).extracting(FieldError::field).containsExactly("nonsense", "workflow.graph", "seed");
    }

    @Test
    void refusesAGraphThatIsTooLarge() {
        var problem = refused("{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': '%s'}}}}}"
                .formatted("x".repeat(2_000)));

        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.code()).isEqualTo("graph-too-large");
    }

    @Test
    void refusesAGraphNestedBeyondReason() {
        var problem = refused("{'workflow': {'graph': " + "{'a':".repeat(100_000));

        assertThat(problem.code()).isEqualTo("malformed-json");
    }

    @Test
    void refusesNodeClassesThatTheTenantMayNotUse() {
        var careful = new Caller(new Tenant("careful", 1, 1), "cmk_careful", Set.of("Load"), Set.of());

        var problem = refusedFor(careful, "{'workflow': {'graph': %s}}".formatted(GRAPH));

        assertThat(errors(problem)).extracting(FieldError::field).containsExactly("workflow.graph.2.class_type");
    }

    @Test
    void tellsApartIntegersThatADoubleCannot() {
        var one = read(withInput("18446744073709551615"));
        var other = read(withInput("18446744073709551614"));

        assertThat(one.job().digest()).isNotEqualTo(other.job().digest());
        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18446744073709551615",
                "123456789012345678901234567890",
                "0.1",
                "1E-7",
                "1.0",
                "1.10",
                "0.12345678901234567890123"
            })
    void keepsNumbersAsTheyWereSent(String number) {
        var graph = read(withInput(number)).job().graph();

        assertThat(new String(WireJson.write(graph), StandardCharsets.UTF_8))
                .isEqualTo("{\"1\":{\"class_type\":\"A\",\"inputs\":{\"x\":%s}}}".formatted(number));
    }

    @Test
    void refusesNumbersWithoutEnd() {
        var problem = refused(withInput("1".repeat(5_000)));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).contains("numbers of at most").doesNotContain("StreamReadConstraints");
    }

    @Test
    void saysHowDeepAGraphMayBeNested() {
        var problem = refused(withInput("[".repeat(200) + "]".repeat(200)));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).contains("nested at most").doesNotContain("StreamReadConstraints");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        for (var charset : List.of("UTF-16BE", "UTF-32BE", "UTF-32LE")) {
            var body = withInput("1").replace('\'', '"').getBytes(Charset.forName(charset));
            assertThat(refusedFor(CALLER, body).code()).isEqualTo("malformed-json");
        }
        var notEvenUtf32 = new byte[] {0, 0, 0, '{', 0x7f, -1, -1, -1};
        assertThat(refusedFor(CALLER, notEvenUtf32).code()).isEqualTo("malformed-json");
    }

    @Test
    void answersInWholeCharactersThoughItWasAskedInHalves() {
        var problem = refused("{'\\ud800': 1, '\\ud800': 2}");

        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(problem.detail()))
                .isTrue();
    }

    @Test
    void echoesNoMoreOfTheRequestThanOneCanRead() {
        var problem = refused(withInput("['%s', 0]".formatted("n".repeat(100_000))));

        assertThat(problem.detail().length()).isLessThan(1_000);
    }

    @Test
    void takesTheGraphThatASavedWorkflowStandsFor() {
        var job = read(bytes("{'workflow': {'ref': 'portrait@prod'}}"), Optional.of(saved(20)), CALLER);

        assertThat(job.job().graph()).isEqualTo(saved(20));
    }

    @Test
    void takesARequestForTheSameThoughItsReleaseHasMovedOn() {
        var request = bytes("{'workflow': {'ref': 'portrait@prod'}}");

        var before = read(request, Optional.of(saved(20)), CALLER);
        var after = read(request, Optional.of(saved(30)), CALLER);

        assertThat(before.job().digest()).isNotEqualTo(after.job().digest());
        assertThat(before.fingerprint()).isEqualTo(after.fingerprint());
    }

    @Test
    void asksOfASavedGraphWhatItAsksOfAnother() {
        var careful = new Caller(new Tenant("careful", 1, 1), "cmk_careful", Set.of("Load"), Set.of());

        assertThatThrownBy(() -> read(bytes("{'workflow': {'ref': 'portrait@prod'}}"), Optional.of(saved(20)), careful))
                .isInstanceOf(ProblemException.class);
    }

    private static ObjectNode saved(int steps) {
        return Json.object("{\"1\": {\"class_type\": \"A\", \"inputs\": {\"steps\": %d}}}".formatted(steps));
    }

    private static String withInput(String value) {
        return "{'workflow': {'graph': {'1': {'class_type': 'A', 'inputs': {'x': %s}}}}}".formatted(value);
    }

    private JobRequest read(String request) {
        return read(bytes(request), Optional.empty(), CALLER);
    }

    private JobRequest read(byte[] request, Optional<ObjectNode> saved, Caller caller) {
        return reader.read(JobRequestReader.parse(request), saved, caller, NOW);
    }

    private Problem refused(String request) {
        return refusedFor(CALLER, request);
    }

    private Problem refusedFor(Caller caller, String request) {
        return refusedFor(caller, bytes(request));
    }

    private Problem refusedFor(Caller caller, byte[] request) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> read(request, Optional.empty(), caller));
        assertThat(refusal).as("refused").isNotNull();
        return refusal.problem();
    }

    private static byte[] bytes(String request) {
        return request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static List<FieldError> errors(Problem problem) {
        return (List<FieldError>) problem.extensions().get("errors");
    }
}
