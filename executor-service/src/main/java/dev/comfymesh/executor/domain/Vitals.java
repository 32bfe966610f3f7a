package dev.comfymesh.executor.domain;

/** What an answering node says of itself: the runs it holds, ours and others', and its first device's memory in bytes. */
public record Vitals(int running, int pending, long vramTotalBytes, long vramFreeBytes) {}
