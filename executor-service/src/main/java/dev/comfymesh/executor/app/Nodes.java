package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Target;

/** Makes clients for nodes. */
public interface Nodes {
    NodeClient at(Target target);
}
