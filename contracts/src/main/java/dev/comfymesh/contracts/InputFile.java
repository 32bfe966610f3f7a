package dev.comfymesh.contracts;

/**
 * A tenant's file in the object store. {@code path} says where a graph looks for it, {@code /input/<name>} or
 * {@code /models/<folder>/<name>}, without a step upwards; of what only scoring reads it says what it is:
 * {@code /intent/references/<n>} or {@code /intent/mask}.
 */
public record InputFile(String path, String key, String mediaType, long bytes, String sha256) {}
