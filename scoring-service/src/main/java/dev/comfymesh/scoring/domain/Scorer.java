package dev.comfymesh.scoring.domain;

import java.util.Map;

/**
 * Measures a picture in one or more dimensions; the same picture gives the same numbers, and judging is not its
 * business.
 */
@FunctionalInterface
public interface Scorer {
    Map<Dimension, Double> measure(Picture picture);
}
