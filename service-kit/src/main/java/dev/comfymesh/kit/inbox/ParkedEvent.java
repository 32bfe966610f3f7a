package dev.comfymesh.kit.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** An event that waits because it, or an earlier one of its subject, could not be applied; kept in the log's order. */
@Entity
@Table(name = "inbox_parked")
@NullUnmarked
class ParkedEvent {
    /** Why it waits. */
    enum Reason {
        /** It could not be read or applied; a copy is on the dead-letter topic. */
        POISON,
        /** Its predecessor has not come. */
        GAP,
        /** An earlier event of its subject waits. */
        BEHIND
    }

    @Id
    String id;

    String subject;
    String source;
    long sequence;
    String topic;

    @Column(name = "record_offset")
    long recordOffset;

    String type;

    @Column(name = "tenant_id")
    String tenantId;

    byte[] payload;
    String traceparent;

    @Enumerated(EnumType.STRING)
    Reason reason;

    String detail;

    static ParkedEvent of(Incoming event, Reason reason, String detail) {
        var parked = new ParkedEvent();
        parked.id = event.place();
        parked.subject = event.subject();
        parked.source = event.source();
        parked.sequence = event.sequence();
        parked.topic = event.topic();
        parked.recordOffset = event.offset();
        parked.type = event.type();
        parked.tenantId = event.tenantId();
        parked.payload = event.payload();
        parked.traceparent = event.traceparent();
        parked.reason = reason;
        parked.detail = detail;
        return parked;
    }

    Incoming event() {
        return new Incoming(topic, 0, recordOffset, subject, tenantId, type, source, sequence, payload, traceparent);
    }
}
