package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.TargetObserved.Machine;
import org.jspecify.annotations.Nullable;

/**
 * What an answering node says of itself: the runs it holds, ours and others', its first device's memory in bytes, and what it
 * runs on, which is null while nobody asked.
 */
public record Vitals(
        int running,
        int pending,
        long vramTotalBytes,
        long vramFreeBytes,
        @Nullable Machine machine) {

    public Vitals(int running, int pending, long vramTotalBytes, long vramFreeBytes) {
        this(running, pending, vramTotalBytes, vramFreeBytes, null);
    }
}
