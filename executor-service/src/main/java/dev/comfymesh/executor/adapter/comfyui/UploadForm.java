package dev.comfymesh.executor.adapter.comfyui;

import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.InputPlace;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** The form in which a node takes a file of any kind; only what stands around the file's content is held in memory. */
record UploadForm(String boundary, Buffer before, Buffer after, long length) {

    static UploadForm of(InputPlace place, long bytes) {
        var boundary = UUID.randomUUID().toString(); // nobody can have written it into a file
        var before = Buffer.buffer("""
                --%1$s\r
                Content-Disposition: form-data; name="subfolder"\r
                \r
                %2$s\r
                --%1$s\r
                Content-Disposition: form-data; name="image"; filename="%3$s"\r
                Content-Type: application/octet-stream\r
                \r
                """.formatted(boundary, place.folder(), place.filename()));
        var after = Buffer.buffer("\r\n--%s--\r\n".formatted(boundary));
        return new UploadForm(boundary, before, after, before.length() + bytes + after.length());
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    Multi<Buffer> around(Multi<byte[]> content) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(before),
                        content.map(Buffer::buffer),
                        Multi.createFrom().item(after));
    }

    /** The node renames a file whose name is taken, so the name that it answers counts. */
    static Upload read(Answer answer) {
        return switch (answer) {
            case Answer.NotSent(var cause) -> new Upload.Unreachable(cause);
            case Answer.Lost(var cause) -> new Upload.Unreachable(cause);
            case Answer.Got got when got.status() == 413 -> new Upload.TooLarge();
            case Answer.Got got when got.ok() && got.body().path("name").isTextual() -> placed(got);
            case Answer.Got got -> new Upload.Unreachable("status " + got.status());
        };
    }

    private static Upload placed(Answer.Got answer) {
        var folder = answer.body().path("subfolder").asText("");
        var name = answer.body().path("name").asText();
        return new Upload.Placed(folder.isEmpty() ? name : folder + "/" + name);
    }
}
