package dev.comfymesh.kit.parked;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What this service cannot go on with, and the ways on; for operators. */
@Path("/v1/parked")
@OperatorOnly
public class ParkedResource {
    private static final Logger LOG = Logger.getLogger(ParkedResource.class);

    private final ParkedSubjects parked;
    private final Inbox inbox;

    ParkedResource(ParkedSubjects parked, Inbox inbox) {
        this.parked = parked;
        this.inbox = inbox;
    }

    public record Subjects(List<ParkedSubject> subjects) {}

    public record Waiting(ParkedSubject parked, List<WaitingEvent> events) {}

    /**
     * What became of a replay.
     *
     * @param applied how many events wait no longer
     * @param stoppedBy what waits still; null when nothing does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Replayed(long applied, @Nullable ParkedSubject stoppedBy) {}

    @GET
    public Uni<Subjects> list(@QueryParam("limit") @DefaultValue("200") @Min(1) @Max(1000) int limit) {
        return parked.oldest(limit).map(Subjects::new);
    }

    @GET
    @Path("/{subject}")
    public Uni<Waiting> show(
            @PathParam("subject") String subject,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return known(subject).chain(head -> parked.waiting(subject, limit).map(events -> new Waiting(head, events)));
    }

    /** Applies what waits, in order, as far as it goes. */
    @POST
    @Path("/{subject}/replay")
    public Uni<Replayed> replay(@PathParam("subject") String subject) {
        return known(subject).chain(head -> replay(subject, head.waiting()));
    }

    /** Gives up the first event, which cannot be applied, and applies what waits behind it. */
    @POST
    @Path("/{subject}/skip")
    public Uni<Replayed> skip(@PathParam("subject") String subject, @QueryParam("confirm") @Nullable String place) {
        return known(subject).chain(head -> {
            if (!head.reason().equals("POISON") || !head.place().equals(place)) {
                throw new ProblemException(notSkipped(head));
            }
            LOG.warnf("An operator gives up %s (%s of %s): %s", head.place(), head.type(), subject, head.detail());
            return parked.skip(subject, head.place())
                    .chain(skipped -> replay(subject, skipped ? head.waiting() - 1 : head.waiting()));
        });
    }

    private Uni<Replayed> replay(String subject, long waiting) {
        return inbox.replay(subject)
                .onItemOrFailure()
                .transformToUni((_, failure) ->
                        parked.find(subject).map(left -> replayed(waiting, left.orElse(null), failure)));
    }

    private static Replayed replayed(long before, @Nullable ParkedSubject left, @Nullable Throwable failure) {
        if (left == null) {
            return new Replayed(before, null);
        }
        if (failure != null) {
            LOG.warnf(failure, "%s stays parked", left.subject());
        }
        var still = failure == null ? left : left.because(String.valueOf(failure.getMessage()));
        return new Replayed(before - left.waiting(), still);
    }

    private Uni<ParkedSubject> known(String subject) {
        return subject.indexOf('\0') >= 0
                ? Uni.createFrom().failure(new ProblemException(unknown(subject)))
                : parked.find(subject).map(found -> found.orElseThrow(() -> new ProblemException(unknown(subject))));
    }

    private static Problem unknown(String subject) {
        return Problem.of(
                404, "not-parked", "Nothing of it is parked", "This service has parked nothing of " + subject + ".");
    }

    private static Problem notSkipped(ParkedSubject head) {
        return switch (head.reason()) {
            case "POISON" ->
                Problem.of(
                        409,
                        "confirmation-required",
                        "An event would be lost",
                        "To give up the event at %s, repeat the request with ?confirm=%s."
                                .formatted(head.place(), head.place()));
            case "GAP" ->
                Problem.of(
                        409,
                        "not-poison",
                        "The first event can be applied",
                        "It waits for its predecessor: %s. Bring that back and replay.".formatted(head.detail()));
            default ->
                Problem.of(
                        409,
                        "not-poison",
                        "Nobody knows yet whether the first event can be applied",
                        "Replay first, to see what stops it.");
        };
    }
}
