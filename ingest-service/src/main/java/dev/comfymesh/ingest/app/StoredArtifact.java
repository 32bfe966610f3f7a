package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.Artifact;
import java.util.UUID;

/** An artifact under the id that clients know it by. */
public record StoredArtifact(String id, UUID jobId, UUID attemptId, Artifact artifact) {}
