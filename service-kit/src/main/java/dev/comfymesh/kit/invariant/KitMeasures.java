package dev.comfymesh.kit.invariant;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What can be seen of the kit's own tables. */
public final class KitMeasures {
    private KitMeasures() {}

    // Of the subjects that stated something lately: what is gone from the outbox went from the front.
    @Produces
    @Singleton
    static InvariantQuery factsAreGapless() {
        return new InvariantQuery("I5", """
                with lately as (
                    select subject from outbox where published_at is null
                    union select subject from outbox where published_at > now() - interval '1 minute')
                select count(*) from (
                    select from outbox join lately using (subject) group by subject
                    having max(sequence) - min(sequence) + 1 <> count(*)
                        or max(sequence) <> (select last from fact_sequence as f where f.subject = outbox.subject)
                ) as broken""");
    }

    @Produces
    @Singleton
    static TableGauge unpublished() {
        return new TableGauge("comfymesh.outbox.unpublished", "select count(*) from outbox where published_at is null");
    }

    @Produces
    @Singleton
    static TableGauge oldestUnpublished() {
        return new TableGauge("comfymesh.outbox.oldest.seconds", """
                select coalesce(extract(epoch from now() - min(created_at)), 0)::float8
                from outbox where published_at is null""");
    }

    @Produces
    @Singleton
    static TableGauge parkedSubjects() {
        return new TableGauge("comfymesh.inbox.parked.subjects", "select count(distinct subject) from inbox_parked");
    }
}
