package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.Artifact;
import java.util.List;

/** How it ended to find the pictures that are given to a job. */
sealed interface Picking {
    /** All are there, in the order of the request. */
    record Complete(List<Artifact> pictures) implements Picking {
        public Complete {
            pictures = List.copyOf(pictures);
        }
    }

    record Faulty(List<FileFault> faults) implements Picking {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
