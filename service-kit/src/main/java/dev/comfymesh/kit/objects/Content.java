package dev.comfymesh.kit.objects;

import java.nio.file.Path;

/** A file that was written from a stream: its size, its digest (64 lower-case hex digits), and its first bytes, 512 at most. */
public record Content(Path file, long bytes, String sha256, byte[] head) {}
