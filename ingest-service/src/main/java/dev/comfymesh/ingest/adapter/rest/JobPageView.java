package dev.comfymesh.ingest.adapter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some jobs, the youngest first; with a cursor there are older ones. */
record JobPageView(List<JobView> jobs, @Nullable String nextCursor) {}
