package dev.comfymesh.executor.adapter.provider;

import dev.comfymesh.contracts.InputFile;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import java.util.Map;
import java.util.UUID;

/** A form with one file in it, whose content is never held in memory as a whole. */
public record FileForm(String boundary, Buffer before, Buffer after, long length) {

    /** {@code fields} stand before the file, which stands in the field {@code name}. */
    public static FileForm of(Map<String, String> fields, String name, InputFile file) {
        var boundary = UUID.randomUUID().toString(); // nobody can have written it into a file
        var before = new StringBuilder();
        fields.forEach((field, value) -> before.append("""
                --%s\r
                Content-Disposition: form-data; name="%s"\r
                \r
                %s\r
                """.formatted(boundary, field, value)));
        before.append("""
                --%s\r
                Content-Disposition: form-data; name="%s"; filename="%s"\r
                Content-Type: %s\r
                \r
                """.formatted(boundary, name, filename(file), file.mediaType()));
        var head = Buffer.buffer(before.toString());
        var tail = Buffer.buffer("\r\n--%s--\r\n".formatted(boundary));
        return new FileForm(boundary, head, tail, head.length() + file.bytes() + tail.length());
    }

    /** Its digest, and how its name ends as far as that is harmless: the rest of the name is the tenant's own. */
    public static String filename(InputFile file) {
        var suffix = file.path().substring(file.path().lastIndexOf('.') + 1);
        return file.sha256() + (suffix.matches("[A-Za-z0-9]{1,8}") ? "." + suffix : "");
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
}
