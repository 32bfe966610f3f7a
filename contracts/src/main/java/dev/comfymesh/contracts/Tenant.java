package dev.comfymesh.contracts;

/** Whose job it is, with the limits that the router keeps; weight and maxRunning are at least 1. */
public record Tenant(String id, int weight, int maxRunning) {
    public Tenant {
        if (weight < 1 || maxRunning < 1) {
            throw new IllegalArgumentException(
                    "weight %d and maxRunning %d must be at least 1".formatted(weight, maxRunning));
        }
    }
}
