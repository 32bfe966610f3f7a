package dev.comfymesh.contracts;

/**
 * A file in the object store that a target must have before it may run a graph. {@code path} says where the graph looks for it:
 * {@code /input/<name>} or {@code /models/<folder>/<name>}, without a step upwards.
 */
public record InputFile(String path, String key, String mediaType, long bytes, String sha256) {}
