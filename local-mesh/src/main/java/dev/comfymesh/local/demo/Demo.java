package dev.comfymesh.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.local.mesh.Board;
import dev.comfymesh.local.mesh.Layout;
import dev.comfymesh.local.mesh.Service;
import dev.comfymesh.local.mesh.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Submits one job and follows it; the exit code is 0 only when the chosen pictures lie in the directory, whole. */
@Command(
        name = "demo",
        description = "Submit a job, watch it, and fetch its chosen pictures.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {
    /** More lines than this do not fit on a terminal, and cannot be drawn over. */
    private static final int MOST_LINES = 20;

    private static final int DELIVER = 2;

    private static final String COSTS = "/v1/costs?by=target";

    @Option(names = "--candidates", paramLabel = "N", defaultValue = "8", description = "How many to make (8).")
    private int candidates;

    @Option(names = "--deliver", paramLabel = "K", description = "How many of the best to deliver (2).")
    private @Nullable Integer deliver;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "out", description = "Where the pictures go (./out).")
    private Path out = Path.of("out");

    @Option(
            names = "--workflow",
            paramLabel = "FILE",
            description = "A graph in ComfyUI's API format (examples/text-to-image.json).")
    private @Nullable Path workflow;

    @Option(names = "--profile", paramLabel = "NAME", description = "By which profile candidates are judged.")
    private @Nullable String profile;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed makes the same pictures.")
    private @Nullable Long seed;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "What matters: cheapest or fastest (a balance of both).")
    private @Nullable String policy;

    @Spec
    private @Nullable CommandSpec spec;

    private final Layout layout = Layout.ofLauncher();

    @Override
    public Integer call() throws IOException {
        check();
        var body = request();
        try (var api = new MeshApi(URI.create(kept(layout.url())), kept(layout.apiKey()));
                var router = new MeshApi(Service.ROUTER.url(), kept(layout.operatorToken()))) {
            var before = router.read(COSTS);
            var id = api.submit(body).path("id").asText();
            System.out.printf("Job %s: %d candidates, the best %d to be delivered%n%n", id, candidates, wanted());
            var makers = follow(api, id);
            var job = api.job(id);
            var exitCode = deliver(api, job);
            System.out.println();
            makers.lines(before, router.read(COSTS), job.at("/cost/spentMicros").asLong())
                    .forEach(System.out::println);
            return exitCode;
        } catch (IOException broken) {
            throw new Trouble(String.valueOf(broken.getMessage()));
        }
    }

    private int wanted() {
        return deliver == null ? Math.min(DELIVER, candidates) : deliver;
    }

    private void check() {
        if (candidates < 1 || candidates > Pool.LIMIT) {
            throw wrong("--candidates must be from 1 to %d, and is %d".formatted(Pool.LIMIT, candidates));
        }
        if (wanted() < 1 || wanted() > candidates) {
            throw wrong("--deliver must be from 1 to the %d candidates, and is %d".formatted(candidates, wanted()));
        }
    }

    private ParameterException wrong(String line) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), line);
    }

    private Makers follow(MeshApi api, String id) {
        var board = candidates <= MOST_LINES ? Board.onStandardOutput() : Board.ofLines(System.out);
        var view = new PoolView(board, id, candidates);
        new JobStream(api, id, view::show).follow();
        return view.makers();
    }

    private int deliver(MeshApi api, JsonNode job) throws IOException {
        var files = new Delivery(api, out).fetch(job);
        var status = job.path("status").asText();
        if (files.isEmpty()) {
            throw new Trouble("the job ended as " + status + " without a picture: "
                    + job.at("/problem/detail").asText("no candidate passed"));
        }
        System.out.printf(
                "%nThe job ended as %s%s:%n%n",
                status, job.path("complete").asBoolean() ? "" : ", short of what was asked");
        report(job.path("selection"), files);
        return status.equals("COMPLETED") ? 0 : 1;
    }

    private static void report(JsonNode selection, List<Path> files) {
        for (var selected : selection) {
            System.out.printf(
                    "  %d. score %.3f  seed %d%n",
                    selected.path("rank").asInt(),
                    selected.path("score").asDouble(),
                    selected.path("seed").asLong());
        }
        System.out.println();
        files.forEach(file -> System.out.println("  " + Layout.shown(file)));
    }

    private ObjectNode request() throws IOException {
        var file = workflow == null ? layout.root().resolve("examples/text-to-image.json") : workflow;
        var body = MeshApi.JSON.createObjectNode();
        body.putObject("workflow").set("graph", json(file));
        var pool = body.putObject("pool").put("candidates", candidates).put("deliver", wanted());
        if (profile != null) {
            pool.put("profile", profile);
        }
        if (seed != null) {
            body.put("seed", seed);
        }
        if (policy != null) {
            body.putObject("routing").put("policy", policy);
        }
        if (workflow == null) {
            body.set("projections", json(layout.root().resolve("examples/text-to-image.projections.json")));
        }
        return body;
    }

    private static JsonNode json(Path file) {
        try {
            return MeshApi.JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new Trouble(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static String kept(Path file) throws IOException {
        try {
            return Files.readString(file).trim();
        } catch (NoSuchFileException missing) {
            throw new Trouble("the mesh has not been started yet: run ./mesh up first");
        }
    }
}
