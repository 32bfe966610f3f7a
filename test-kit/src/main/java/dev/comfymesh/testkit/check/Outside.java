package dev.comfymesh.testkit.check;

import dev.comfymesh.testkit.StatedFact;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a mesh from outside: its clients' own history, how tenants were answered who asked for what is
 * not theirs, what became of its decisions when they were decided again, and what is told of its targets.
 *
 * @param replayed null where the router does not answer that
 * @param observations the topic from its beginning, as far as it is kept
 */
public record Outside(
        List<ClientNote> history,
        List<Probe> probes,
        @Nullable Replayed replayed,
        List<StatedFact> observations) {
    static final Outside NOTHING = new Outside(List.of(), List.of(), null, List.of());

    public Outside {
        history = List.copyOf(history);
        probes = List.copyOf(probes);
        observations = List.copyOf(observations);
    }

    Stream<ClientNote> submits() {
        return history.stream().filter(note -> note.kind() == ClientNote.Kind.SUBMITTED);
    }

    Stream<ClientNote> sights() {
        return history.stream().filter(note -> note.kind() == ClientNote.Kind.SAW);
    }
}
