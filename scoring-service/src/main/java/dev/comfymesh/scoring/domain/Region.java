package dev.comfymesh.scoring.domain;

/**
 * Where in the picture something was seen, for people to look at: a box in shares of its width and height from the upper left,
 * each from 0 to 1.
 *
 * @param dimension what was measured there
 * @param label what is there, in a word or two: {@code face}, or the text that was read
 */
public record Region(Dimension dimension, double left, double top, double width, double height, String label) {}
