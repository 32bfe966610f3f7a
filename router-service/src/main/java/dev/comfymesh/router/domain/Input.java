package dev.comfymesh.router.domain;

/** A file of a job's tenant that its graph reads, which must be brought to a target before an attempt runs there. */
public record Input(String sha256, long bytes) {}
