package dev.comfymesh.router.app;

/** A candidate that was delivered: for whom, by which workflow, from where. */
public record Delivered(String tenantId, String digest, String targetId) {}
