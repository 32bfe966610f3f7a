package dev.comfymesh.executor.domain;

/** A text that a node shows and keeps in no file: it is in the target's answer, and nowhere else. */
public record OutputText(String node, String text) implements Output {}
