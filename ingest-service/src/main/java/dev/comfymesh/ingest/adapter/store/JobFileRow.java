package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.Given;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.ingest.app.Upload;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** That a job needs an upload, as a row of {@code job_file}; while the job lives, the upload stays. */
record JobFileRow(UUID jobId, String path, String tenantId, String sha256) {
    static List<JobFileRow> of(JobAccepted fact) {
        if (fact.files() == null && fact.intent() == null && fact.given() == null) {
            return List.of();
        }
        var named = Stream.concat(files(fact), intended(fact)).map(file -> of(fact, file.path(), file.sha256()));
        return Stream.concat(named, given(fact)).toList();
    }

    private static Stream<InputFile> files(JobAccepted fact) {
        return all(fact.files());
    }

    private static Stream<InputFile> intended(JobAccepted fact) {
        var intent = fact.intent();
        return intent == null
                ? Stream.empty()
                : Stream.concat(all(intent.references()), Stream.ofNullable(intent.mask()));
    }

    /** What an older job has made is no upload, and stays for other reasons. */
    private static Stream<JobFileRow> given(JobAccepted fact) {
        var given = fact.given();
        return given == null
                ? Stream.empty()
                : IntStream.range(0, given.size())
                        .filter(i -> isUpload(fact, given.get(i)))
                        .mapToObj(i -> of(
                                fact,
                                "/pictures/" + (i + 1),
                                given.get(i).picture().sha256()));
    }

    private static boolean isUpload(JobAccepted fact, Given one) {
        var picture = one.picture();
        return picture.key().equals(Upload.key(fact.tenant().id(), picture.sha256()));
    }

    private static Stream<InputFile> all(@Nullable List<InputFile> files) {
        return files == null ? Stream.empty() : files.stream();
    }

    private static JobFileRow of(JobAccepted fact, String path, String sha256) {
        return new JobFileRow(fact.jobId(), path, fact.tenant().id(), sha256);
    }
}
