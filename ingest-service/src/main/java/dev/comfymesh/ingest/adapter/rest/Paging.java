package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.kit.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which page of a list is meant by {@code ?limit=&cursor=}: at most 100 entries, 20 if nothing is said. */
record Paging(int limit, String cursor) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;
    private static final Set<String> NAMES = Set.of("limit", "cursor");

    /** Fails with a 422 problem that names every wrong parameter. */
    static Paging read(MultivaluedMap<String, String> query) {
        var errors = new ArrayList<FieldError>();
        query.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .map(name -> new FieldError(name, "is not known here; send limit or cursor"))
                .forEach(errors::add);
        var limit = limit(query, errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(Refusal.invalid(errors));
        }
        return new Paging(limit, query.containsKey("cursor") ? query.getFirst("cursor") : "");
    }

    static int limit(MultivaluedMap<String, String> query, List<FieldError> errors) {
        var text = query.getFirst("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST) {
            errors.add(new FieldError("limit", "must be a whole number from 1 to " + MOST));
            return DEFAULT_LIMIT;
        }
        return Integer.parseInt(text);
    }
}
