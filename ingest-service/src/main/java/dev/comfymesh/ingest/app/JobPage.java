package dev.comfymesh.ingest.app;

import dev.comfymesh.ingest.domain.Job;
import java.util.List;

/** Some of a tenant's jobs, the youngest first; {@code more} says whether older ones follow. */
public record JobPage(List<Job> jobs, boolean more) {}
