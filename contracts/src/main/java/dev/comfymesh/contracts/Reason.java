package dev.comfymesh.contracts;

/**
 * One rule that a candidate broke, or what could not be said of it: what was measured, against which threshold, and a sentence
 * for people.
 */
public record Reason(String code, String dimension, double measured, double threshold, String text) {}
