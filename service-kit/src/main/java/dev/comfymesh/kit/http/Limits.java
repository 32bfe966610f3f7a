package dev.comfymesh.kit.http;

import java.time.Duration;

/** How much one fetch may bring, how long it may take in all, and for how long nothing may come. */
public record Limits(long maxBytes, Duration total, Duration idle) {}
