package dev.comfymesh.ingest.app.workflow;

import dev.comfymesh.ingest.domain.workflow.Release;
import dev.comfymesh.ingest.domain.workflow.WorkflowVersion;
import java.time.Instant;
import java.util.List;

/** A workflow as a list shows it: its last version, and what each environment that runs one runs. */
public record Workflow(
        String name, String description, Instant createdAt, WorkflowVersion latest, List<Release> releases) {
    public Workflow {
        releases = List.copyOf(releases);
    }
}
