package dev.comfymesh.executor.adapter.store;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.executor.domain.ModelBinding;
import dev.comfymesh.executor.domain.ModelFile;
import dev.comfymesh.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The model files that jobs bring along; a job without any costs nothing. */
final class ModelFiles {
    /** The files of an attempt's job as one JSON text, null without any. */
    static final String OF_ATTEMPT = """
            (select json_agg(json_build_object('path', path, 'sha256', sha256, 'key', key, 'bytes', bytes))::text
             from model_file where model_file.job_id = attempt.job_id)""";

    private static final String ADD = """
            insert into model_file (job_id, path, sha256, key, bytes)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[])
            on conflict do nothing""";

    private record OfJob(UUID jobId, ModelFile file) {}

    private ModelFiles() {}

    /** Stores those of the jobs, and says so if there were some. */
    static Uni<Void> add(Mutiny.Session session, List<JobAccepted> jobs, Runnable stored) {
        var files = jobs.stream().flatMap(ModelFiles::ofJob).toList();
        return files.isEmpty()
                ? Uni.createFrom().voidItem()
                : Sql.update(
                                session,
                                ADD,
                                column(files, OfJob::jobId, UUID[]::new),
                                column(files, of -> of.file().path(), String[]::new),
                                column(files, of -> of.file().sha256(), String[]::new),
                                column(files, of -> of.file().key(), String[]::new),
                                column(files, of -> of.file().bytes(), Long[]::new))
                        .invoke(stored)
                        .replaceWithVoid();
    }

    /** Reads {@link #OF_ATTEMPT}. */
    static ModelBinding of(@Nullable String json) {
        return new ModelBinding(
                json == null
                        ? List.of()
                        : new JsonArray(json)
                                .stream()
                                        .map(JsonObject.class::cast)
                                        .map(ModelFiles::file)
                                        .toList());
    }

    private static ModelFile file(JsonObject stored) {
        return new ModelFile(
                stored.getString("path"), stored.getString("sha256"), stored.getString("key"), stored.getLong("bytes"));
    }

    private static Stream<OfJob> ofJob(JobAccepted job) {
        return Optional.ofNullable(job.files()).orElse(List.of()).stream()
                .flatMap(file -> model(file).stream())
                .map(file -> new OfJob(job.jobId(), file));
    }

    private static Optional<ModelFile> model(InputFile file) {
        return ModelFile.at(file.path(), file.sha256(), file.key(), file.bytes());
    }

    private static <C> C[] column(List<OfJob> rows, Function<OfJob, C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
