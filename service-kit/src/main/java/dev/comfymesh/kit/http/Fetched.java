package dev.comfymesh.kit.http;

import dev.comfymesh.kit.objects.Content;
import java.time.Duration;

/** How a fetch ended. No detail holds more than the tenant gave us or the public can know. */
public sealed interface Fetched {
    /** All of it is in the file, which is the caller's from now on. */
    record Complete(Content content) implements Fetched {}

    /** We do not go there; the detail goes on after the address, such as "is not an https address". */
    record Forbidden(String detail) implements Fetched {}

    record TooLarge(long maxBytes) implements Fetched {}

    record TooSlow(Duration limit) implements Fetched {}

    /** The server understood and has no file for us. */
    record Refused(int status) implements Fetched {}

    /** No connection, a broken one, or no HTTP on it. */
    record Unreachable(String detail) implements Fetched {}
}
