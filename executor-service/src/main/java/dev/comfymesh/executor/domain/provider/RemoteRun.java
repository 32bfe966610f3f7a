package dev.comfymesh.executor.domain.provider;

import java.time.Duration;
import java.util.List;

/** What one look at a provider showed of a run. */
public sealed interface RemoteRun {
    record Waiting() implements RemoteRun {}

    /** {@code fraction} is how far it is; 0 where the provider does not say. */
    record Working(double fraction) implements RemoteRun {}

    /** The provider answers and does not know the run, which may all the same go on. */
    record Absent() implements RemoteRun {}

    /** No usable answer came: the run may well live. */
    record Silent(String cause) implements RemoteRun {}

    /** The provider has been asked too often for now, which says nothing of the run. */
    record Throttled(Duration retryAfter) implements RemoteRun {}

    /** It is over and will not change any more. */
    sealed interface Over extends RemoteRun {
        Bill bill();
    }

    /** The files are there for a while only: they are to be copied at once. */
    record Finished(List<RemoteFile> files, Bill bill) implements Over {
        public Finished {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("a run without files has not finished well");
            }
        }
    }

    record Failed(ProviderFault fault, String detail, Bill bill) implements Over {}

    /** Somebody stopped it. */
    record Stopped(Bill bill) implements Over {}

    /** A run that the provider calls a success, by what it shows. */
    static Over finished(List<RemoteFile> files, Bill bill) {
        return files.isEmpty()
                ? new Failed(
                        ProviderFault.NO_OUTPUT, "The provider says that the run succeeded and names no output.", bill)
                : new Finished(files, bill);
    }
}
