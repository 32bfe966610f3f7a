package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.InputFile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Has every file, until it is told otherwise. */
final class FakeInputs implements InputStore {
    boolean gone;

    @Override
    public Uni<Boolean> has(InputFile file) {
        return Uni.createFrom().item(!gone);
    }

    @Override
    public Multi<byte[]> read(InputFile file) {
        return Multi.createFrom().item(new byte[(int) file.bytes()]);
    }
}
