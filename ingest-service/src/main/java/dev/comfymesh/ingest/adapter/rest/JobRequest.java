package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.NewJob;

/** A readable request for a job, and a fingerprint that is the same however its keys are ordered and spaced. */
record JobRequest(NewJob job, String fingerprint) {}
