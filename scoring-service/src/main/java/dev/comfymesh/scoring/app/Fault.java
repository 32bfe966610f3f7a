package dev.comfymesh.scoring.app;

/** What is wrong at one place of a document, such as {@code rules[2].threshold}. */
public record Fault(String field, String detail) {}
