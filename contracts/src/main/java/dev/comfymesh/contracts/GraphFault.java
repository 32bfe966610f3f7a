package dev.comfymesh.contracts;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong at one node of a graph, or at one of its inputs. {@code title} is what the graph's author calls the node, or
 * its class; neither code nor detail holds a secret or a path of a server.
 */
public record GraphFault(
        String node,
        String title,
        String classType,
        @Nullable String input,
        String code,
        String detail) {}
