package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.StoreAway;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Counts how submits end: accepted, answered again, or refused, by the code of the problem. */
@ApplicationScoped
class SubmitMeter {
    private final MeterRegistry meters;

    SubmitMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The answer as it is, counted. */
    Uni<Response> count(Supplier<Uni<Response>> submit) {
        return Uni.createFrom()
                .deferred(submit::get)
                .invoke(this::answered)
                .onFailure()
                .invoke(this::failed);
    }

    private void answered(Response answer) {
        if (answer.getEntity() instanceof Problem problem) {
            refused(problem.code());
        } else if (answer.getHeaderString(JobsResource.REPLAYED) != null) {
            meters.counter("comfymesh.ingest.jobs.repeated").increment();
        } else {
            meters.counter("comfymesh.ingest.jobs.accepted").increment();
        }
    }

    private void failed(Throwable failure) {
        refused(
                switch (failure) {
                    case ProblemException refusal -> refusal.problem().code();
                    case StoreAway _ -> Refusal.STORE_AWAY.code();
                    default -> "unforeseen";
                });
    }

    private void refused(String code) {
        meters.counter("comfymesh.ingest.jobs.refused", "code", code).increment();
    }
}
