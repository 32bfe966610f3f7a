package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Attempt;
import dev.comfymesh.executor.domain.AttemptState;
import dev.comfymesh.executor.domain.StopReason;
import dev.comfymesh.kit.sql.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads attempts from lines that hold {@link #COLUMNS}. */
final class AttemptLine {
    static final String COLUMNS = """
            attempt.id, attempt.job_id, attempt.tenant_id, attempt.candidate_id, attempt.target_id, attempt.seed,
            attempt.digest, attempt.start_by, attempt.end_by, attempt.previews, attempt.traceparent, attempt.state,
            attempt.client_id, attempt.stop_reason, attempt.stop_at, attempt.files, attempt.remote_id""";

    private AttemptLine() {}

    static List<Attempt> attempts(List<Line> lines) {
        return lines.stream().map(AttemptLine::attempt).toList();
    }

    static Attempt attempt(Line line) {
        return new Attempt(
                assignment(line),
                AttemptState.valueOf(line.text(11)),
                line.textOrNull(12),
                stop(line),
                line.textOrNull(16));
    }

    private static Assignment assignment(Line line) {
        return new Assignment(
                line.uuid(0),
                line.uuid(1),
                line.text(2),
                line.text(3),
                line.text(4),
                line.number(5),
                line.text(6),
                line.instant(7),
                line.instant(8),
                line.flag(9),
                line.textOrNull(10),
                files(line.textOrNull(15)));
    }

    private static List<InputFile> files(@Nullable String json) {
        return json == null
                ? List.of()
                : List.of(WireJson.read(json.getBytes(StandardCharsets.UTF_8), InputFile[].class));
    }

    private static Attempt.@Nullable Stop stop(Line line) {
        return line.isNull(13) ? null : new Attempt.Stop(StopReason.valueOf(line.text(13)), line.instant(14));
    }
}
