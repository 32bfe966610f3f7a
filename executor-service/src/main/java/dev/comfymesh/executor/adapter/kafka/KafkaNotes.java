package dev.comfymesh.executor.adapter.kafka;

import dev.comfymesh.contracts.ProgressNote;
import dev.comfymesh.executor.app.Notes;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Tells progress on {@code comfymesh.progress.v1}; what the broker does not take at once is dropped. */
@ApplicationScoped
class KafkaNotes implements Notes {
    private final Emitter<byte[]> notes;

    KafkaNotes(@Channel("notes") @OnOverflow(OnOverflow.Strategy.DROP) Emitter<byte[]> notes) {
        this.notes = notes;
    }

    @Override
    public void send(ProgressNote note) {
        notes.send(Envelope.of(note.jobId().toString(), note));
    }
}
