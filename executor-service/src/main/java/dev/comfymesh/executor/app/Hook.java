package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/** Reads what a provider tells on its own; a word is a reason to look, and never decides. */
@CheckReturnValue
public interface Hook {
    /** One message as it came: the names of headers are in lower case, and the query is that of the address it was sent to. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Message(Map<String, String> headers, Map<String, String> query, byte[] body) {}

    /**
     * What {@link Provider#look} calls the run that a message is about; empty when it is not proven to come from the provider, or
     * came too late to be believed.
     */
    Uni<Optional<String>> read(Message message);
}
