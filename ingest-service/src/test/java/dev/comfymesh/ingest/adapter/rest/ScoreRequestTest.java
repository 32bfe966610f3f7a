package dev.comfymesh.ingest.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.comfymesh.contracts.OnShort;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.ingest.app.NewFile;
import dev.comfymesh.ingest.app.NewFile.Source;
import dev.comfymesh.ingest.app.NewJob;
import dev.comfymesh.ingest.app.Pick;
import dev.comfymesh.ingest.domain.Caller;
import dev.comfymesh.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that only have pictures judged, and what pictures are to show. */
class ScoreRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:45:00Z");
    private static final Caller CALLER = new Caller(new Tenant("local", 1, 64), "cmk_local", Set.of(), Set.of());
    private static final String DIGEST = "0a".repeat(32);
    private static final String UPLOAD = "{'upload': 'sha256:%s'}".formatted(DIGEST);
    private static final Source UPLOADED = new Source.Uploaded(DIGEST);
    private static final UUID JOB = UUID.fromString("01a203be-43a2-7b56-b630-5745dbaef8e0");
    private static final String GRAPH = "{'1': {'class_type': 'Load', 'inputs': {'name': 'x'}}}";
    private static final String ENCODER = "{'1': {'class_type': 'CLIPTextEncode', '_meta': {'title': 'positive'}, "
            + "'inputs': {'text': 'a storm'}}}";

    private final JobRequestReader reader = new JobRequestReader(new RequestRules(
            2_000_000,
            2_000,
            1_000_000,
            Duration.ofMinutes(15),
            Duration.ofDays(7),
            Set.of(),
            "generic",
            Set.of("balanced"),
            Optional.empty()));

    @Test
    void readsPicturesFromWhereverTheyAre() {
        var job = read("{'kind': 'score', 'pictures': [%s, {'artifact': 'a-1'}, {'job': '%s'}], 'pool': {'deliver': 2, "
                        .formatted(UPLOAD, JOB)
                + "'profile': 'mine', 'onShort': 'fail'}, 'metadata': {'a': 'b'}}");

        var file = new NewFile("/pictures/1", "pictures[0]", UPLOADED);
        assertThat(job.pictures())
                .containsExactly(
                        new Pick.Brought(file),
                        new Pick.Delivered("pictures[1]", "a-1"),
                        new Pick.Made("pictures[2]", JOB));
        assertThat(job.files()).containsExactly(file);
        assertThat(job.graph()).isEmpty();
        assertThat(job.capMicros()).isZero();
        assertThat(job.pool().deliver()).isEqualTo(2);
        assertThat(job.pool().profile()).isEqualTo("mine");
        assertThat(job.pool().onShort()).isEqualTo(OnShort.FAIL);
        assertThat(job.deadline()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void readsWhatPicturesAreToShow() {
        var job = read(
                "{'workflow': {'graph': %1$s}, 'intent': {'prompt': 'a lighthouse', 'references': [%2$s], 'mask': %2$s}}"
                        .formatted(ENCODER, UPLOAD));

        assertThat(job.prompt()).isEqualTo("a lighthouse");
        assertThat(job.files())
                .containsExactly(
                        new NewFile("/intent/references/1", "intent.references[0]", UPLOADED),
                        new NewFile("/intent/mask", "intent.mask", UPLOADED));
        assertThat(job.pictures()).isNull();
    }

    @Test
    void takesTheWordsFromTheGraphWhereTheRequestHasNone() {
        assertThat(read("{'workflow': {'graph': %s}}".formatted(ENCODER)).prompt())
                .isEqualTo("a storm");
        assertThat(read("{'workflow': {'graph': %s}}".formatted(GRAPH)).prompt())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'kind': 'score' | pictures",
                "'kind': 'score', 'pictures': [] | pictures",
                "'kind': 'score', 'pictures': 'all' | pictures",
                "'kind': 'score', 'pictures': [7] | pictures[0]",
                "'kind': 'score', 'pictures': [{}] | pictures[0].upload",
                "'kind': 'score', 'pictures': [{'upload': 'x'}] | pictures[0].upload",
                "'kind': 'score', 'pictures': [{'artifact': 7}] | pictures[0].artifact",
                "'kind': 'score', 'pictures': [{'artifact': 'a', 'job': 'b'}] | pictures[0].job",
                "'kind': 'score', 'pictures': [{'job': 'b'}] | pictures[0].job",
                "'kind': 'score', 'pictures': [{'artifact': 'a'}], 'workflow': {} | workflow",
                "'kind': 'score', 'pictures': [{'artifact': 'a'}], 'seed': 1 | seed",
                "'kind': 'score', 'pictures': [{'artifact': 'a'}], 'capMicros': 1 | capMicros",
                "'kind': 'score', 'pictures': [{'artifact': 'a'}], 'pool': {'candidates': 1} | pool.candidates",
                "'kind': 'score', 'pictures': [{'artifact': 'a'}], 'pool': {'profile': 'A b'} | pool.profile",
                "'kind': 'score', 'pictures': [{'artifact': 'a'}], 'intent': {'mood': 1} | intent.mood",
                "'kind': 'score', 'pictures': [{'artifact': 'a'}], 'intent': {'prompt': ''} | intent.prompt",
                "'kind': 'score', 'pictures': [{'artifact': 'a'}], 'intent': {'mask': 'x'} | intent.mask",
                "'kind': 'judge' | kind"
            })
    void saysWhichFieldIsWrong(String fields, String wrong) {
        var refused = catchThrowableOfType(ProblemException.class, () -> read("{" + fields + "}"));

        assertThat(refused.problem().extensions().get("errors").toString()).contains("field=" + wrong + ",");
    }

    @Test
    void takesNoMorePicturesThanAPoolHas() {
        var refused = catchThrowableOfType(
                ProblemException.class,
                () -> read("{'kind': 'score', 'pictures': [%s]}"
                        .formatted(String.join(", ", Collections.nCopies(513, "{'artifact': 'a'}")))));

        assertThat(refused.problem().detail()).contains("at most 512 entries");
    }

    private NewJob read(String json) {
        var request = JobRequestReader.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return reader.read(request, Optional.empty(), CALLER, NOW).job();
    }
}
