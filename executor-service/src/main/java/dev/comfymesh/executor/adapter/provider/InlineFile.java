package dev.comfymesh.executor.adapter.provider;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.app.Upload;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/** Files that go along in the request that reads them, as small as the provider wants these to be. */
public final class InlineFile {
    private InlineFile() {}

    public static Uni<Upload> of(InputFile file, Multi<byte[]> content, long mostBytes) {
        if (file.bytes() > mostBytes) {
            return Uni.createFrom().item(new Upload.TooLarge());
        }
        return content.collect()
                .in(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
                .map(bytes -> new Upload.Placed("data:" + file.mediaType() + ";base64,"
                        + Base64.getEncoder().encodeToString(bytes.toByteArray())));
    }
}
