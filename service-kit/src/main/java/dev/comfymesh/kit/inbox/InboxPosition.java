package dev.comfymesh.kit.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** The number of the last event applied of one (subject, source); the version stops two consumers from applying one twice. */
@Entity
@Table(name = "inbox_position")
@NullUnmarked
class InboxPosition {
    @Id
    String id;

    long sequence;

    @Version
    int version;

    @Column(name = "updated_at")
    Instant updatedAt;

    static String id(Incoming event) {
        return event.source() + "/" + event.subject();
    }

    static InboxPosition before(Incoming event) {
        var position = new InboxPosition();
        position.id = id(event);
        return position;
    }

    void advance(Incoming event) {
        sequence = event.sequence();
        updatedAt = Instant.now();
    }
}
