package dev.comfymesh.ingest.adapter.rest;

import java.time.Duration;

/** What one upload may take, bytes and time without any, and how many may come at once. */
public record UploadRules(long maxBytes, Duration idle, int mostAtOnce) {}
