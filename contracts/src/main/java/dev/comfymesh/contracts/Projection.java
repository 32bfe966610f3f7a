package dev.comfymesh.contracts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How a model of one provider makes what a graph makes, as the workflow's author says; it is never guessed.
 *
 * @param provider whose model it is: a word as in {@link TargetDefined#provider()}
 * @param parameters what is always the same
 * @param inputs what is taken from the graph as it was prepared for the attempt
 */
public record Projection(String provider, String model, ObjectNode parameters, List<Taken> inputs) {

    /** A parameter that has the value of one input of one node. */
    public record Taken(String parameter, String node, String input) {}

    public Projection {
        inputs = List.copyOf(inputs);
    }
}
