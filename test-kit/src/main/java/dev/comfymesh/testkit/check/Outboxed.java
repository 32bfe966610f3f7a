package dev.comfymesh.testkit.check;

import dev.comfymesh.testkit.StatedFact;

/** Rows of the outboxes as they are to stand on the log. */
final class Outboxed {
    private Outboxed() {}

    static StatedFact of(Row row) {
        return new StatedFact(
                row.text("topic"),
                row.text("subject"),
                null,
                row.text("type"),
                row.service() + "-service",
                row.number("sequence"),
                row.bytes("payload").orElse(null),
                null);
    }

    /** What an event is known by, whoever has it. */
    static String key(StatedFact event) {
        return "%s #%d of %s".formatted(event.subject(), event.sequence(), event.source());
    }
}
