package dev.comfymesh.executor.adapter.objects;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.app.InputStore;
import dev.comfymesh.kit.objects.ObjectStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;

/** Input files in the object store. */
@ApplicationScoped
class StoredInputs implements InputStore {
    private final ObjectStore objects;

    StoredInputs(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Uni<Boolean> has(InputFile file) {
        return objects.size(file.key())
                .map(size -> size.filter(bytes -> bytes == file.bytes()).isPresent());
    }

    @Override
    public Multi<byte[]> read(InputFile file) {
        return objects.read(file.key(), 0, file.bytes()).map(Buffer::getBytes);
    }
}
