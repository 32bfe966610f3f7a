package dev.comfymesh.executor.domain;

import java.util.List;

/** What a node's agent says: the digests of what it has placed, the free space, and which orders it cannot meet. */
public record AgentReport(List<String> files, long freeDiskBytes, List<Refused> refused) {
    public AgentReport {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
    }

    public record Refused(String sha256, String reason) {}
}
