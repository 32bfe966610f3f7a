package dev.comfymesh.kit.parked;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/**
 * A subject whose events wait, and what stops the first of them.
 *
 * @param reason POISON (it cannot be applied) or GAP (its predecessor has not come)
 * @param waiting how many events wait
 * @param place where the first of them stands on the log
 */
public record ParkedSubject(
        String subject,
        String reason,
        Instant since,
        long waiting,
        String place,
        String type,
        String source,
        long sequence,
        String detail) {

    static ParkedSubject of(Row row) {
        return new ParkedSubject(
                row.getString("subject"),
                row.getString("reason"),
                row.getOffsetDateTime("since").toInstant(),
                row.getLong("waiting"),
                row.getString("id"),
                row.getString("type"),
                row.getString("source"),
                row.getLong("sequence"),
                row.getString("detail"));
    }

    /** The same, stopped for this reason now. */
    ParkedSubject because(String newDetail) {
        return new ParkedSubject(subject, reason, since, waiting, place, type, source, sequence, newDetail);
    }
}
