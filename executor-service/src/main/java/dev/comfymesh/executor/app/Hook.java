package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/** Reads what a provider tells on its own; a word is a reason to look, and never decides. */
@CheckReturnValue
public interface Hook {
    /**
     * Which run a message is about; empty when it is not proven to come from the provider, or came too late to be believed.
     * Names of headers are in lower case.
     */
    Uni<Optional<String>> read(Map<String, String> headers, byte[] body);
}
