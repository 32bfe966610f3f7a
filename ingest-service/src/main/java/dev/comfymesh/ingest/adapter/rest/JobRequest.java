package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.NewJob;

/** A readable request for a job, and a fingerprint that is the same for every spelling of the same request. */
record JobRequest(NewJob job, String fingerprint) {}
