package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import dev.comfymesh.router.app.CostQuery;
import dev.comfymesh.router.app.CostQuery.Dimension;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code ?by=&from=&to=&limit=}; all but the first may be left out, which asks for the last seven days. */
final class CostQuestion {
    static final ZoneId ZONE = ZoneOffset.UTC;

    private static final Set<String> KNOWN = Set.of("by", "from", "to", "limit");
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 366;
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;

    private final MultivaluedMap<String, String> query;
    private final List<Map<String, String>> errors = new ArrayList<>();

    private CostQuestion(MultivaluedMap<String, String> query) {
        this.query = query;
    }

    /** What the query means; fails with a 422 problem that names every wrong parameter. */
    static CostQuery read(MultivaluedMap<String, String> query, LocalDate today) {
        return new CostQuestion(query).read(today);
    }

    private CostQuery read(LocalDate today) {
        var by = dimension();
        var to = day("to", today);
        var from = day("from", to.minusDays(USUAL_DAYS - 1));
        if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            wrong("from", "must be a day up to 'to', %d days before it at most".formatted(MOST_DAYS - 1));
        }
        var limit = limit();
        query.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> wrong(name, "is not known here; ask with by, from, to and limit"));
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(
                            422,
                            "invalid-field",
                            "A field has a wrong value",
                            "See 'errors' for each parameter and its rule.")
                    .with("errors", errors));
        }
        return new CostQuery(by, from, to, limit);
    }

    private Dimension dimension() {
        var text = Optional.ofNullable(query.getFirst("by")).orElse("");
        return Arrays.stream(Dimension.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseGet(() -> {
                    wrong("by", "must be one of tenant, workflow, target and day");
                    return Dimension.DAY;
                });
    }

    private LocalDate day(String name, LocalDate otherwise) {
        var text = query.getFirst(name);
        if (text == null) {
            return otherwise;
        }
        try {
            // Four digits of a year: no day that the database does not know.
            return LocalDate.parse(text.matches("[0-9]{4}-.*") ? text : "");
        } catch (DateTimeException _) {
            wrong(name, "must be a day such as 2026-11-22");
            return otherwise;
        }
    }

    private int limit() {
        var text = query.getFirst("limit");
        if (text == null) {
            return USUAL_LIMIT;
        }
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST) {
            wrong("limit", "must be a whole number from 1 to " + MOST);
            return USUAL_LIMIT;
        }
        return Integer.parseInt(text);
    }

    private void wrong(String field, String rule) {
        errors.add(Map.of("field", field, "detail", rule));
    }
}
