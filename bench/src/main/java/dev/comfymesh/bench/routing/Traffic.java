package dev.comfymesh.bench.routing;

import java.util.List;
import java.util.random.RandomGenerator;

/** Where requests come from. */
public interface Traffic {
    /** A stretch of so many, in the order in which they come; which stretch, chance decides. */
    List<Sample> stretch(int count, RandomGenerator random);

    /** What it is, in a few words. */
    String description();
}
