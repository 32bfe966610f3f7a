package dev.comfymesh.contracts;

/** How far one node of a running graph is: {@code step} of {@code steps}, of which there is at least one. */
public record NodeProgress(String node, String title, NodePhase phase, int step, int steps) {}
