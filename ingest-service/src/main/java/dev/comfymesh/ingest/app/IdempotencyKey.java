package dev.comfymesh.ingest.app;

/** A client's name for one request, and the fingerprint of that request's body. */
public record IdempotencyKey(String value, String fingerprint) {}
