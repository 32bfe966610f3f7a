package dev.comfymesh.router.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A target is being emptied: nothing new goes there, and what lives there may end; {@code revokeAt} is null if it may take its time. */
public record Drain(Instant since, @Nullable Instant revokeAt) {}
