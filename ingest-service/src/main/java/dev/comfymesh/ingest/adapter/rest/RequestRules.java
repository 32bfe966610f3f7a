package dev.comfymesh.ingest.adapter.rest;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What requests may hold, what they mean where they are silent, and the address that answers point to. */
public record RequestRules(
        int maxBodyBytes,
        int maxGraphBytes,
        long defaultCapMicros,
        Duration defaultDeadline,
        Duration longestDeadline,
        Set<String> profiles,
        String defaultProfile,
        Set<String> policies,
        Optional<URI> publicUrl) {}
