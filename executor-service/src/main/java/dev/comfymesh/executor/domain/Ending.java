package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import java.util.List;

/** How an attempt ended; stated exactly once. Texts are fit for tenants: no secret, no path of a server. */
public sealed interface Ending {
    record Succeeded(List<Artifact> artifacts, long gpuMillis, boolean cached) implements Ending {
        public Succeeded {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** {@code faults} are those that are known of single nodes of the graph. */
    record Failed(FailureClass failure, String detail, long gpuMillis, List<GraphFault> faults) implements Ending {
        public Failed {
            faults = List.copyOf(faults);
        }

        public Failed(FailureClass failure, String detail, long gpuMillis) {
            this(failure, detail, gpuMillis, List.of());
        }

        /** A failure before the node did any work. */
        public static Failed unstarted(FailureClass failure, String detail) {
            return new Failed(failure, detail, 0);
        }
    }
}
