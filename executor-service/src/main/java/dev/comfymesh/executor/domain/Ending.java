package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.FailureClass;
import dev.comfymesh.contracts.GraphFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an attempt ended; stated exactly once. Texts are fit for tenants: no secret, no path of a server. */
public sealed interface Ending {
    /** {@code meteredMicros} is what the target itself charges; null where only the time is known. */
    record Succeeded(
            List<Artifact> artifacts,
            long gpuMillis,
            boolean cached,
            @Nullable Long meteredMicros) implements Ending {
        public Succeeded {
            artifacts = List.copyOf(artifacts);
        }

        /** On a target without a meter. */
        public Succeeded(List<Artifact> artifacts, long gpuMillis, boolean cached) {
            this(artifacts, gpuMillis, cached, null);
        }
    }

    /** {@code faults} are those that are known of single nodes of the graph. */
    record Failed(
            FailureClass failure,
            String detail,
            long gpuMillis,
            List<GraphFault> faults,
            @Nullable Long meteredMicros) implements Ending {
        public Failed {
            faults = List.copyOf(faults);
        }

        /** On a target without a meter. */
        public Failed(FailureClass failure, String detail, long gpuMillis, List<GraphFault> faults) {
            this(failure, detail, gpuMillis, faults, null);
        }

        public Failed(FailureClass failure, String detail, long gpuMillis) {
            this(failure, detail, gpuMillis, List.of());
        }

        /** A failure that one node of the graph answers for, with our own word for it. */
        public static Failed at(String node, Graph graph, FailureClass failure, String detail, long gpuMillis) {
            var fault = FaultyNode.of(graph, node, "").fault(null, failure.name(), detail.replaceFirst("\\.$", ""));
            return new Failed(failure, detail, gpuMillis, List.of(fault));
        }

        /** A failure before the node did any work. */
        public static Failed unstarted(FailureClass failure, String detail) {
            return new Failed(failure, detail, 0);
        }
    }
}
