package dev.comfymesh.contracts;

/**
 * One stored output file: complete, of the stated type by content, with the stated digest (64 lower-case hex digits).
 * Width and height are 0 where the file has none; {@code node} is the graph node that wrote it.
 */
public record Artifact(String key, String mediaType, long bytes, String sha256, int width, int height, String node) {}
