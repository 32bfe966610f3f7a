package dev.comfymesh.router.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.comfymesh.router.app.CostQuery;
import dev.comfymesh.router.app.CostSum;
import dev.comfymesh.router.app.Costs.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Costs as operators see them: the dearest lines first, days in their order; {@code total} is of all lines, {@code more}
 * tells whether there are others than these.
 */
public record CostsView(String by, LocalDate from, LocalDate to, Line total, List<Line> lines, boolean more) {

    /** What came under one key, which the total does not have. */
    public record Line(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String key,

            long costMicros,
            long runMicros,
            long wasteMicros,
            long hedgeMicros,
            long houseMicros,
            long delivered,
            @Nullable Long microsPerDelivered,
            double wasteShare) {

        private static Line of(@Nullable String key, CostSum sum) {
            var each = sum.microsPerDelivered();
            return new Line(
                    key,
                    sum.costMicros(),
                    sum.runMicros(),
                    sum.wasteMicros(),
                    sum.hedgeMicros(),
                    sum.houseMicros(),
                    sum.delivered(),
                    each.isPresent() ? each.getAsLong() : null,
                    sum.wasteShare());
        }
    }

    static CostsView of(CostQuery query, Report report) {
        return new CostsView(
                query.by().name().toLowerCase(Locale.ROOT),
                query.from(),
                query.to(),
                Line.of(null, report.total()),
                report.lines().stream().map(sum -> Line.of(sum.key(), sum)).toList(),
                report.more());
    }
}
