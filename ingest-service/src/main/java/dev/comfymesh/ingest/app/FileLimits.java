package dev.comfymesh.ingest.app;

import java.time.Duration;

/** What the files of one job may take: bytes each, time to fetch all of them, and silence in between. */
public record FileLimits(long maxBytes, Duration fetchTime, Duration fetchIdle) {}
