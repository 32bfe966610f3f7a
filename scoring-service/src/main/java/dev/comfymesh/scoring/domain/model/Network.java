package dev.comfymesh.scoring.domain.model;

import java.util.Map;

/** A trained function over tensors, loaded once and shared by threads; the same input gives the same output, to the last bit. */
@FunctionalInterface
public interface Network {
    /** What it answers, by the names of its outputs; whatever does not fit its inputs is an IllegalArgumentException. */
    Map<String, Tensor> run(Map<String, Tensor> inputs);
}
