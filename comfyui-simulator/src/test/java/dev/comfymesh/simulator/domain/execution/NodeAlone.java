package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.node.Catalogue;
import dev.comfymesh.simulator.domain.node.ModelShelf;
import dev.comfymesh.simulator.domain.profile.Profile;
import dev.comfymesh.simulator.domain.storage.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node without network, worker and waiting: each run is asked for, and the time that it would take is written down. */
final class NodeAlone {

    static final class Died extends Error {}

    final Heard heard = new Heard();
    final Knobs knobs = new Knobs(10);
    final List<String> witnessed = new ArrayList<>();
    final List<Duration> passed = new ArrayList<>();
    Runnable atEachStep = () -> {};
    final Node node;

    NodeAlone(Path base, Profile profile) throws IOException {
        var catalogue = Catalogue.builtIn(Folders.open(base), new ModelShelf(base, true), () -> "abcde");
        node = new Node(
                new Node.Surroundings(
                        catalogue,
                        knobs,
                        this::pass,
                        Clock.systemUTC(),
                        (event, prompt, more) -> witnessed.add(event + " " + prompt.number()),
                        new CacheMode.LastPrompt(),
                        profile,
                        _ -> {
                            throw new Died();
                        }),
                heard);
    }

    private void pass(Duration duration) {
        passed.add(duration);
        atEachStep.run();
    }

    HistoryEntry run(Map<String, Object> graph) throws InterruptedException {
        var prompt = submit(graph);
        node.runNext();
        return node.history().find(prompt.id()).orElseThrow();
    }

    Prompt submit(Map<String, Object> graph) {
        return submitted(Json.object("prompt", graph, "client_id", "me"));
    }

    Prompt submitted(Map<String, Object> request) {
        return ((Intake.Answer.Accepted) node.intake().submit(request, null)).prompt();
    }
}
