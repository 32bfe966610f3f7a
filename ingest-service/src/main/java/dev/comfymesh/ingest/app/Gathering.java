package dev.comfymesh.ingest.app;

import dev.comfymesh.contracts.InputFile;
import java.util.List;

/** How it ended to bring a job's files together. */
public sealed interface Gathering {
    /** All are in the object store, in the order of the request. */
    record Complete(List<InputFile> files) implements Gathering {}

    /** Some cannot be had. */
    record Incomplete(List<FileFault> faults) implements Gathering {}

    /** The tenant has no room for all of them. */
    record Full(long capBytes) implements Gathering {}

    /** As many jobs wait for their files as may: this one was not taken up. */
    record Busy() implements Gathering {}
}
