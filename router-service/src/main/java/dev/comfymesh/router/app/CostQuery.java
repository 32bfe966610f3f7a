package dev.comfymesh.router.app;

import java.time.LocalDate;

/** Which costs are asked for: those of some days of UTC, the last one included, line by line of one dimension. */
public record CostQuery(Dimension by, LocalDate from, LocalDate to, int limit) {
    public enum Dimension {
        TENANT,
        WORKFLOW,
        TARGET,
        DAY
    }
}
