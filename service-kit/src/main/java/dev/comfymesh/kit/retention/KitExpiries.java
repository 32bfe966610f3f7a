package dev.comfymesh.kit.retention;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * When the kit's own rows go. A topic deletes a segment seven days after its last record, and a segment may span seven
 * days as well: so what tells a repeated event from a new one stays for fifteen.
 */
public final class KitExpiries {
    private KitExpiries() {}

    // A day more than the topic keeps, so that log and outbox can be compared as long as both exist.
    @Produces
    @Singleton
    static Expiry publishedEvents() {
        return new Expiry("published events", """
                delete from outbox where id in (
                    select id from outbox where published_at < now() - interval '8 days'
                    order by published_at limit 5000 for update skip locked)""");
    }

    // A subject that has stated nothing for as long as its rows stay in the outbox, and began long before, is over.
    @Produces
    @Singleton
    static Expiry counters() {
        return new Expiry("counters of finished subjects", """
                delete from fact_sequence where subject in (
                    select subject from fact_sequence as counted
                    where created_at < now() - interval '15 days'
                      and not exists (select from outbox where outbox.subject = counted.subject)
                    limit 5000 for update skip locked)""");
    }

    @Produces
    @Singleton
    static Expiry positions() {
        return new Expiry("inbox positions of finished subjects", """
                delete from inbox_position where id in (
                    select id from inbox_position where updated_at < now() - interval '15 days'
                    limit 5000 for update skip locked)""");
    }

    @Produces
    @Singleton
    static Expiry parkedEvents() {
        return new Expiry("parked events that nobody has replayed for a month", """
                delete from inbox_parked where subject in (
                    select subject from inbox_parked group by subject
                    having max(parked_at) < now() - interval '30 days')""");
    }
}
