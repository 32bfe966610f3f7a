package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.JobStreams;
import dev.comfymesh.ingest.app.StreamMessage;
import dev.comfymesh.ingest.domain.Job;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The job that this request follows; set before any such resource runs. */
@RequestScoped
class FollowedJob {
    private @Nullable Job job;
    private long after;

    void is(Job known, long afterSeq) {
        job = known;
        after = afterSeq;
    }

    Multi<StreamMessage> open(JobStreams streams) {
        if (job == null) {
            throw new IllegalStateException("a stream was opened without a job");
        }
        return streams.open(job, after);
    }
}
