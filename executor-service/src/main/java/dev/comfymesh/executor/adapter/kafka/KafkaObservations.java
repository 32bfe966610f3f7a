package dev.comfymesh.executor.adapter.kafka;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.app.Observations;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes observations on {@code comfymesh.observations.v1}. */
@ApplicationScoped
class KafkaObservations implements Observations {
    private final MutinyEmitter<byte[]> observed;

    KafkaObservations(@Channel("observed") MutinyEmitter<byte[]> observed) {
        this.observed = observed;
    }

    @Override
    public Uni<Void> publish(TargetObserved seen) {
        return observed.sendMessage(Envelope.of(seen.targetId(), seen));
    }
}
