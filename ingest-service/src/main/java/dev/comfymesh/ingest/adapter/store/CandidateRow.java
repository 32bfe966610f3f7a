package dev.comfymesh.ingest.adapter.store;

import dev.comfymesh.ingest.domain.CandidatePhase;
import java.util.UUID;

/** The phase of a candidate that was ever assigned or has ended, as a row of {@code candidate}. */
record CandidateRow(String id, String tenantId, UUID jobId, CandidatePhase phase) {}
