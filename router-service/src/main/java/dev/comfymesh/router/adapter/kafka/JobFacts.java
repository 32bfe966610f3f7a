package dev.comfymesh.router.adapter.kafka;

import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.outbox.Outbox;
import dev.comfymesh.kit.outbox.Outgoing;
import dev.comfymesh.router.app.FollowFacts;
import dev.comfymesh.router.app.FollowFacts.Need;
import dev.comfymesh.router.app.Followed;
import dev.comfymesh.router.app.Heard;
import dev.comfymesh.router.app.Matching;
import dev.comfymesh.router.app.Stated;
import dev.comfymesh.router.app.Watch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
        inbox.usually(new Following(this::tell));
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        var followed = new ArrayList<Followed>();
        return inbox.applyBatch(poll, new Following(followed::add)).invoke(() -> followed.forEach(this::tell));
    }

    private void tell(Followed followed) {
        matching.jobsChanged(followed.changes());
        if (followed.quarantined()) {
            matching.fleetChanged();
        }
    }

    /** Follows the facts of one batch; what it says before the commit is believed by the board only as far as it holds. */
    private final class Following implements Inbox.Batch {
        private final Consumer<Followed> told;

        private Following(Consumer<Followed> told) {
            this.told = told;
        }

        @Override
        public Inbox.Urgency urgency(String type) {
            return switch (WireJson.classOf(type).map(FollowFacts::need).orElse(Need.NONE)) {
                case NOW -> Inbox.Urgency.AT_ONCE;
                case SOON -> Inbox.Urgency.BY_AND_BY;
                case NONE -> Inbox.Urgency.NEVER;
            };
        }

        @Override
        public Uni<Void> apply(Mutiny.Session session, List<dev.comfymesh.kit.inbox.Incoming> events) {
            var heard = events.stream().flatMap(JobFacts::heard).toList();
            return follow.follow(session, heard)
                    .invoke(told)
                    .invoke(followed -> watch.followed(heard, followed))
                    .chain(followed -> outbox.append(
                            session,
                            followed.stated().stream().map(JobFacts::outgoing).toList()));
        }
    }

    private static Stream<Heard> heard(dev.comfymesh.kit.inbox.Incoming event) {
        return event.fact().map(fact -> new Heard(fact, event.tenant(), event.traceparent())).stream();
    }

    private static Outgoing outgoing(Stated stated) {
        return Outgoing.of(stated.tenantId(), stated.fact(), stated.traceparent());
    }
}
