package dev.comfymesh.router.adapter.kafka;

import dev.comfymesh.contracts.AttemptCharged;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.router.app.FollowFacts;
import dev.comfymesh.router.app.Followed;
import dev.comfymesh.router.app.Heard;
import dev.comfymesh.router.app.Matching;
import dev.comfymesh.router.app.Stated;
import dev.comfymesh.router.app.Watch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears what happened to jobs; a batch's effect and the facts that follow from it are stored in one transaction. */
@ApplicationScoped
class JobFacts {
    private final Inbox inbox;
    private final Outbox outbox;
    private final FollowFacts<Mutiny.Session> follow;
    private final Matching matching;
    private final Watch watch;

    JobFacts(Inbox inbox, Outbox outbox, FollowFacts<Mutiny.Session> follow, Matching matching, Watch watch) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.follow = follow;
        this.matching = matching;
        this.watch = watch;
        inbox.usually(following());
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        return inbox.applyBatch(poll, following());
    }

    private Following following() {
        return new Following(this::follow, this::tell);
    }

    private Uni<Followed> follow(Mutiny.Session session, List<dev.comfymesh.kit.inbox.Incoming> events) {
        var heard = events.stream().flatMap(JobFacts::heard).toList();
        return follow.follow(session, heard)
                .invoke(followed -> watch.followed(heard, followed))
                .call(followed -> outbox.append(
                        session,
                        followed.stated().stream().map(JobFacts::outgoing).toList()));
    }

    private void tell(Followed followed) {
        matching.jobsChanged(followed.changes());
        if (followed.quarantined()) {
            matching.fleetChanged();
        }
    }

    private static Stream<Heard> heard(dev.comfymesh.kit.inbox.Incoming event) {
        return event.fact().map(fact -> new Heard(fact, event.tenant(), event.traceparent())).stream();
    }

    private static Outgoing outgoing(Stated stated) {
        var event = Outgoing.of(stated.tenantId(), stated.fact(), stated.traceparent());
        return stated.fact() instanceof AttemptCharged ? event.patient() : event;
    }
}
