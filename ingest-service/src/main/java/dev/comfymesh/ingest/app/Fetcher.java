package dev.comfymesh.ingest.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.kit.http.Fetched;
import dev.comfymesh.kit.http.Limits;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;

/** Brings what a tenant names from the public internet into a file. */
@CheckReturnValue
@FunctionalInterface
public interface Fetcher {
    Uni<Fetched> fetch(URI address, Path file, Limits limits);
}
