package dev.comfymesh.executor.app;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Catalogue;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.InputPlace;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Vitals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A node that answers what it was told to, and remembers in order what it was asked. */
final class FakeNode implements NodeClient {
    Submission submission = new Submission.Accepted();
    Sighting sighting = new Sighting.Absent();
    Fetched fetched = new Fetched.Unavailable("nothing here");
    Vitals vitals = new Vitals(0, 0, 0, 0);
    Catalogue catalogue = new Catalogue.Builder().build();
    String fingerprint = "as first seen";
    Upload upload = new Upload.Placed("cm/tenant/placed.png");
    final List<Submission> refusals = new ArrayList<>();
    final List<Graph> submitted = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final Set<String> openSockets = new HashSet<>();
    final Map<String, NodeListener> listeners = new HashMap<>();

    @Nullable
    RuntimeException broken;

    @Override
    public Uni<Submission> submit(Assignment attempt, String clientId, Graph graph) {
        submitted.add(graph);
        return answer("submit", refusals.isEmpty() ? submission : refusals.removeFirst());
    }

    @Override
    public Uni<Upload> upload(Assignment attempt, InputFile file, InputPlace place, Multi<byte[]> content) {
        return answer("upload", upload);
    }

    @Override
    public Uni<Submission> warmUp(UUID run, Graph graph) {
        return answer("warm-up", submission);
    }

    @Override
    public Uni<Sighting> look(UUID run) {
        return answer("look", sighting);
    }

    @Override
    public Uni<Void> cancel(UUID run) {
        return answer("cancel", null);
    }

    @Override
    public Uni<Void> freeMemory() {
        return answer("free", null);
    }

    @Override
    public Uni<Fetched> fetch(Assignment attempt, OutputFile file, Path path) {
        return answer("fetch", fetched);
    }

    @Override
    public Uni<Optional<Vitals>> vitals() {
        return answer("vitals", Optional.of(vitals));
    }

    @Override
    public Uni<CatalogueLook> catalogue(@Nullable String known) {
        return answer(
                "catalogue",
                fingerprint.equals(known)
                        ? new CatalogueLook.Unchanged()
                        : new CatalogueLook.Read(catalogue, fingerprint));
    }

    @Override
    public NodeSocket listen(String clientId, NodeListener listener) {
        openSockets.add(clientId);
        listeners.put(clientId, listener);
        return new NodeSocket() {
            @Override
            public boolean open() {
                return openSockets.contains(clientId);
            }

            @Override
            public void renew() {}

            @Override
            public void close() {
                openSockets.remove(clientId);
            }
        };
    }

    private <T> Uni<T> answer(String question, T answer) {
        asked.add(question);
        if (broken != null) {
            return Uni.createFrom().failure(broken);
        }
        return Uni.createFrom().item(answer);
    }
}
