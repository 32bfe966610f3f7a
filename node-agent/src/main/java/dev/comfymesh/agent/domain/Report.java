package dev.comfymesh.agent.domain;

import java.util.List;

/** What the mesh is told: the digests of what lies here, the free space, and which orders cannot be met. */
public record Report(List<String> files, long freeDiskBytes, List<Refused> refused) {
    public Report {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
    }

    /** An order that is not met, and why; it is tried again when that may have changed. */
    public record Refused(String sha256, String reason) {}
}
