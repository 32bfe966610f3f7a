package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.JobFilter;
import dev.comfymesh.ingest.domain.JobStatus;
import dev.comfymesh.kit.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads {@code ?limit=&cursor=&status=&createdAfter=&createdBefore=&parked=&metadata.<name>=}. */
final class ListQuery {
    private static final String METADATA = "metadata.";
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final MultivaluedMap<String, String> query;
    private final List<FieldError> errors = new ArrayList<>();

    private ListQuery(MultivaluedMap<String, String> query) {
        this.query = query;
    }

    /** The filter that the query means; fails with a 422 problem that names every wrong parameter. */
    static JobFilter read(MultivaluedMap<String, String> query) {
        return new ListQuery(query).read();
    }

    private JobFilter read() {
        var metadata = new LinkedHashMap<String, String>();
        var filter = new JobFilter(
                Paging.limit(query, errors),
                cursor(),
                statuses(),
                instant("createdAfter"),
                instant("createdBefore"),
                parkedOnly(),
                metadata);
        query.forEach((name, values) -> other(name, values, metadata));
        if (!errors.isEmpty()) {
            throw new ProblemException(Refusal.invalid(errors));
        }
        return filter;
    }

    private @Nullable UUID cursor() {
        var text = query.getFirst("cursor");
        if (text == null) {
            return null;
        }
        var cursor = JobIds.find(text);
        if (cursor.isEmpty()) {
            errors.add(new FieldError("cursor", "must be the 'nextCursor' of the page before"));
        }
        return cursor.orElse(null);
    }

    private Set<JobStatus> statuses() {
        var wanted = EnumSet.noneOf(JobStatus.class);
        for (var text : query.getOrDefault("status", List.of())) {
            for (var word : text.split(",")) {
                status(word, wanted);
            }
        }
        return wanted;
    }

    private void status(String word, Set<JobStatus> wanted) {
        Arrays.stream(JobStatus.values())
                .filter(status -> status.name().equals(word.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .ifPresentOrElse(
                        wanted::add,
                        () -> errors.add(
                                new FieldError("status", "must be one of " + Arrays.toString(JobStatus.values()))));
    }

    private boolean parkedOnly() {
        var text = query.getFirst("parked");
        if (text != null && !text.equals("true")) {
            errors.add(new FieldError("parked", "must be 'true', for jobs that are parked, or absent, for all"));
        }
        return text != null;
    }

    private @Nullable Instant instant(String name) {
        var text = query.getFirst(name);
        if (text == null) {
            return null;
        }
        var instant = parsed(text).filter(found -> !found.isBefore(FIRST) && !found.isAfter(LAST));
        if (instant.isEmpty()) {
            errors.add(new FieldError(name, "must be an instant such as 2026-11-22T06:00:00Z"));
        }
        return instant.orElse(null);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private void other(String name, List<String> values, Map<String, String> metadata) {
        switch (name) {
            case "limit", "cursor", "status", "createdAfter", "createdBefore", "parked" -> {}
            case String entry
            when entry.startsWith(METADATA) && entry.length() > METADATA.length() ->
                metadata.put(entry.substring(METADATA.length()), plain(name, values.getFirst()));
            default ->
                errors.add(new FieldError(
                        name,
                        "is not known here; filter by status, createdAfter, createdBefore, parked or metadata.<name>"));
        }
    }

    private String plain(String name, String value) {
        if ((name + value).indexOf('\0') >= 0) {
            errors.add(new FieldError("metadata", "holds the character U+0000; remove it"));
        }
        return value;
    }
}
