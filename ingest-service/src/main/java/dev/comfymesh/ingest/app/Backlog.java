package dev.comfymesh.ingest.app;

import java.time.Duration;

/** How far the log is behind what was accepted; known at once, and some seconds old. */
public interface Backlog {
    Duration behind();
}
