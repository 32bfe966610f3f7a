package dev.comfymesh.executor.app;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.InputPlace;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Vitals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One ComfyUI node. Trouble with the connection is part of the answers; a failure means an answer that makes no sense. */
@CheckReturnValue
public interface NodeClient {
    /** Sends a prepared graph, once. */
    Uni<Submission> submit(Assignment attempt, String clientId, Graph graph);

    /** Sends a graph that no attempt is behind; nobody hears of it. */
    Uni<Submission> warmUp(UUID run, Graph graph);

    /** Sends a file of the tenant's to be read by graphs; repeating it changes nothing at the node. */
    Uni<Upload> upload(Assignment attempt, InputFile file, InputPlace place, Multi<byte[]> content);

    Uni<Sighting> look(UUID run);

    /** Asks the node to drop or interrupt this run and no other; may be lost, so look afterwards. Repeatable. */
    Uni<Void> cancel(UUID run);

    /** Asks the node to free its memory; may be lost. */
    Uni<Void> freeMemory();

    /** Reads a file into {@code path}; may be repeated. */
    Uni<Fetched> fetch(Assignment attempt, OutputFile file, Path path);

    /** Empty when the node does not answer as a ComfyUI does. */
    Uni<Optional<Vitals>> vitals();

    /** Asks what the node offers, and reads it unless {@code known} is the fingerprint of its answer. */
    Uni<CatalogueLook> catalogue(@Nullable String known);

    /** Listens to the events for one client identity, connecting again and again until closed. */
    NodeSocket listen(String clientId, NodeListener listener);
}
