package dev.comfymesh.contracts;

import java.util.UUID;

/** What the router chose and among how many; the whole decision is the router's to show. Micros are of a US dollar. */
public record DecisionSummary(UUID decisionId, long priceMicros, int eligible, int rejected) {}
