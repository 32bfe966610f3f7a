package dev.comfymesh.executor.adapter.kafka;

import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.executor.app.NodeAgents;
import dev.comfymesh.kit.inbox.Inbox;
import dev.comfymesh.kit.signal.Signals;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores what the log tells of jobs, then hands the work to whoever owns the targets: this process, or another replica. */
@ApplicationScoped
class JobsConsumer {
    private static final String WORK = "work";
    private static final String ORDERS = "orders";

    private final Inbox inbox;
    private final Inbox.Batch intake;
    private final Signals signals;
    private final Fleet fleet;
    private final NodeAgents agents;
    private final Inbox.Batch telling = new Telling();

    JobsConsumer(Inbox inbox, @Named("jobs") Inbox.Batch intake, Signals signals, Fleet fleet, NodeAgents agents) {
        this.inbox = inbox;
        this.intake = intake;
        this.signals = signals;
        this.fleet = fleet;
        this.agents = agents;
        inbox.usually(telling);
    }

    void onStart(@Observes StartupEvent event) {
        signals.listen(WORK, fleet::workArrived);
        signals.listen(ORDERS, _ -> agents.ordersChanged());
    }

    @Incoming("jobs")
    Uni<Void> on(ConsumerRecords<String, byte[]> poll) {
        return inbox.applyBatch(poll, telling);
    }

    /** The intake, and the word to those whom it concerns. */
    private final class Telling implements Inbox.Batch {
        @Override
        public Uni<Void> apply(Mutiny.Session session, List<dev.comfymesh.kit.inbox.Incoming> events) {
            return intake.apply(session, events);
        }

        @Override
        public Inbox.Urgency urgency(String type) {
            return intake.urgency(type);
        }

        @Override
        public void committed() {
            fleet.takeExpected().forEach(target -> signals.send(WORK, target));
            if (agents.takeExpected()) {
                signals.send(ORDERS, "new");
            }
        }
    }
}
