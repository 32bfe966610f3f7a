package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.contracts.JobAccepted;
import java.util.List;
import java.util.UUID;

/** That a job needs an upload, as a row of {@code job_file}; while the job lives, the upload stays. */
record JobFileRow(UUID jobId, String path, String tenantId, String sha256) {
    static List<JobFileRow> of(JobAccepted fact) {
        var files = fact.files();
        return files == null
                ? List.of()
                : files.stream()
                        .map(file -> new JobFileRow(
                                fact.jobId(), file.path(), fact.tenant().id(), file.sha256()))
                        .toList();
    }
}
