package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.InputFile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Where the files that graphs read are kept for the nodes. */
@CheckReturnValue
public interface InputStore {
    /** Whether the file is there, all of it. */
    Uni<Boolean> has(InputFile file);

    /** Its content, piece by piece, as fast as it is taken; fails when it is not there. */
    Multi<byte[]> read(InputFile file);
}
