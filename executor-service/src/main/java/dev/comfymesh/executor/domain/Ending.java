package dev.comfymesh.executor.domain;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.FailureClass;
import java.util.List;

/** How an attempt ended; stated exactly once. Texts are fit for tenants: no secret, no path of a server. */
public sealed interface Ending {
    record Succeeded(List<Artifact> artifacts, long gpuMillis, boolean cached) implements Ending {
        public Succeeded {
            artifacts = List.copyOf(artifacts);
        }
    }

    record Failed(FailureClass failure, String detail, long gpuMillis) implements Ending {
        /** A failure before the node did any work. */
        public static Failed unstarted(FailureClass failure, String detail) {
            return new Failed(failure, detail, 0);
        }
    }
}
