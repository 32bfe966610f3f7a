package dev.comfymesh.executor.app;

import dev.comfymesh.executor.domain.Catalogue;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Vitals;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A node that answers what it was told to, and remembers in order what it was asked. */
final class FakeNode implements NodeClient {
    Submission submission = new Submission.Accepted();
    Sighting sighting = new Sighting.Absent();
    final List<String> asked = new ArrayList<>();

    @Override
    public Uni<Submission> submit(UUID run, String clientId, Graph graph, boolean previews) {
        return answer("submit", submission);
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
    public Uni<Fetched> fetch(OutputFile file, Path path) {
        return answer("fetch", new Fetched.Unavailable("nothing here"));
    }

    @Override
    public Uni<Optional<Vitals>> vitals() {
        return answer("vitals", Optional.empty());
    }

    @Override
    public Uni<Optional<Catalogue>> catalogue() {
        return answer("catalogue", Optional.empty());
    }

    @Override
    public NodeSocket listen(String clientId, NodeListener listener) {
        throw new UnsupportedOperationException("nobody listens in these tests");
    }

    private <T> Uni<T> answer(String question, T answer) {
        asked.add(question);
        return Uni.createFrom().item(answer);
    }
}
