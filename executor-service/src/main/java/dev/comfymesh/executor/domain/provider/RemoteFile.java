package dev.comfymesh.executor.domain.provider;

import java.net.URI;

/** A file that a run left, and where it is; {@code node} is empty where there is no graph. */
public record RemoteFile(String node, String filename, Place place) {
    /** Where its content is. */
    public sealed interface Place {}

    public record At(URI url) implements Place {}

    /** In the answer itself, as Base64. */
    public record Inline(String base64) implements Place {}

    public static RemoteFile at(String node, String filename, URI url) {
        return new RemoteFile(node, filename, new At(url));
    }

    public static RemoteFile inline(String node, String filename, String base64) {
        return new RemoteFile(node, filename, new Inline(base64));
    }
}
