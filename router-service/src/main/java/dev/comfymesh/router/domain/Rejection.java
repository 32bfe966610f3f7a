package dev.comfymesh.router.domain;

/** Why one target was passed over, in a word and in a sentence. */
public record Rejection(String targetId, Objection objection, String text) {}
