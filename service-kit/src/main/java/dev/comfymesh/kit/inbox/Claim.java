package dev.comfymesh.kit.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The usual case of a poll in one statement: of each (subject, source) its events follow one another and the last one
 * applied, and nothing of their subjects is parked. All positions move, or the poll is not that case.
 */
final class Claim {
    /** Answers how many positions moved. A position that another consumer moves meanwhile is waited for, and not moved. */
    static final String SQL = """
            with claimed as (
                select * from unnest($1::text[], $2::bigint[], $3::bigint[]) as c (id, first, last)
                where not exists (select from inbox_parked where subject = any($4))),
            moved as (
                update inbox_position as p set sequence = c.last, version = p.version + 1, updated_at = now()
                from claimed as c where p.id = c.id and p.sequence = c.first - 1 returning 1),
            begun as (
                insert into inbox_position (id, sequence, version)
                select id, last, 0 from claimed where first = 1 order by id
                on conflict (id) do nothing returning 1)
            select (select count(*) from moved) + (select count(*) from begun)""";

    private final Map<String, long[]> ranges = new LinkedHashMap<>();
    private final List<Incoming> events;

    private Claim(List<Incoming> events) {
        this.events = events;
    }

    /** Empty when the events cannot be the usual case. */
    static Optional<Claim> of(List<Incoming> events) {
        var claim = new Claim(events);
        return events.stream().allMatch(claim::extend) ? Optional.of(claim) : Optional.empty();
    }

    /** Fails when fewer positions moved than are claimed. */
    void confirm(long moved) {
        if (moved != ranges.size()) {
            throw new OutOfLine();
        }
    }

    /** The statement's parameters. */
    @Nullable
    Object[] parameters() {
        return new Object[] {
            ranges.keySet().toArray(String[]::new),
            ranges.values().stream().map(range -> range[0]).toArray(Long[]::new),
            ranges.values().stream().map(range -> range[1]).toArray(Long[]::new),
            events.stream().map(Incoming::subject).distinct().toArray(String[]::new)
        };
    }

    private boolean extend(Incoming event) {
        if (!event.hasEnvelope()) {
            return false;
        }
        var range = ranges.computeIfAbsent(
                InboxPosition.id(event), _ -> new long[] {event.sequence(), event.sequence() - 1});
        range[1]++;
        return range[1] == event.sequence();
    }
}
