package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.comfymesh.contracts.OnShort;
import dev.comfymesh.contracts.Pool;
import dev.comfymesh.contracts.Priority;
import dev.comfymesh.ingest.app.NewJob;
import dev.comfymesh.ingest.domain.Caller;
import dev.comfymesh.ingest.domain.Sha256;
import dev.comfymesh.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the body of a submit: what it accepts can be accepted, and what it refuses it explains field by field. */
final class JobRequestReader {
    private static final Set<String> FIELDS = Set.of(
            "kind",
            "workflow",
            "intent",
            "pool",
            "seed",
            "priority",
            "deadline",
            "capMicros",
            "previews",
            "metadata",
            "files",
            "routing",
            "projections");
    private static final Set<String> FIELDS_OF_A_SCORE =
            Set.of("kind", "pictures", "intent", "pool", "deadline", "metadata");
    private static final Set<String> POOL_FIELDS_OF_A_SCORE = Set.of("deliver", "profile", "onShort");
    private static final Map<String, Boolean> KINDS = Map.of("generate", false, "score", true);
    private static final Pattern VERSION = Pattern.compile("@sha256:[0-9a-f]{64}$");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Set<String> POOL_FIELDS =
            Set.of("candidates", "deliver", "maxCandidates", "profile", "onShort");
    private static final Map<String, Priority> PRIORITIES =
            Map.of("low", Priority.LOW, "normal", Priority.NORMAL, "high", Priority.HIGH);
    private static final Map<String, OnShort> ON_SHORT =
            Map.of("deliverFewer", OnShort.DELIVER_FEWER, "fail", OnShort.FAIL);
    private static final long MAX_SEED = (1L << 53) - 1;
    private static final long MAX_CAP_MICROS = 1_000_000_000_000L; // a million dollars

    private final RequestRules rules;

    JobRequestReader(RequestRules rules) {
        this.rules = rules;
    }

    /** The request as it was sent; fails with the problem that answers what nobody could keep. */
    static ObjectNode parse(byte[] body) {
        var request = Json.object(body);
        var unkeepable = Values.objection("body", request);
        if (unkeepable != null) {
            throw refusal(List.of(unkeepable));
        }
        if (!request.has("workflow") && GraphReader.isWrapper(request)) {
            throw Refusal.WRAPPED_PROMPT.exception();
        }
        return request;
    }

    /**
     * Reads the request as it means at {@code now}; fails with the problem that answers it.
     *
     * @param saved the graph of the saved workflow that it names
     */
    JobRequest read(ObjectNode request, Optional<ObjectNode> saved, Caller caller, Instant now) {
        var fields = Fields.of(request);
        return fields.oneOf("kind", KINDS, false) ? score(fields, now) : generate(fields, saved, caller, now);
    }

    private JobRequest generate(Fields fields, Optional<ObjectNode> saved, Caller caller, Instant now) {
        fields.allow(FIELDS);
        var graph = graph(fields, saved, caller);
        var pool = pool(fields);
        var seed = fields.integer("seed", 0, MAX_SEED);
        var priority = fields.oneOf("priority", PRIORITIES, Priority.NORMAL);
        var deadline = deadline(fields, now);
        var capMicros = fields.integer("capMicros", rules.defaultCapMicros(), 0, MAX_CAP_MICROS);
        var previews = fields.flag("previews");
        var metadata = Metadata.read(fields);
        var intent = new IntentReader(fields);
        var prompt = intent.prompt(graph);
        var files = Stream.concat(FilesReader.read(fields, graph).stream(), intent.files().stream())
                .toList();
        var routing = DemandsReader.routing(fields, words(rules.policies()));
        var projections = DemandsReader.projections(fields, graph);
        if (!fields.errors().isEmpty() || pool == null) {
            throw refusal(fields.errors());
        }
        var canonical = Json.canonical(graph);
        if (canonical.length > rules.maxGraphBytes()) {
            throw Refusal.GRAPH_TOO_LARGE.exception(canonical.length, rules.maxGraphBytes());
        }
        var digest = "sha256:" + Sha256.of(canonical);
        var job = new NewJob(
                graph,
                digest,
                pool,
                seed,
                priority,
                deadline,
                capMicros,
                previews,
                metadata,
                files,
                routing,
                projections,
                prompt,
                null);
        return new JobRequest(job, fingerprint(fields.node(), digest));
    }

    /** Of a job that generates nothing: how many pictures it has is known when they have been found. */
    private JobRequest score(Fields fields, Instant now) {
        fields.allow(FIELDS_OF_A_SCORE);
        var pool = fields.object("pool");
        pool.allow(POOL_FIELDS_OF_A_SCORE);
        var deliver = (int) pool.integer("deliver", 1, 1, Pool.LIMIT);
        var onShort = pool.oneOf("onShort", ON_SHORT, OnShort.DELIVER_FEWER);
        var profile = profile(pool);
        var deadline = deadline(fields, now);
        var metadata = Metadata.read(fields);
        var nothing = JsonNodeFactory.instance.objectNode();
        var intent = new IntentReader(fields);
        var prompt = intent.prompt(nothing);
        var pictures = PicturesReader.read(fields);
        var files = Stream.concat(PicturesReader.files(pictures).stream(), intent.files().stream())
                .toList();
        if (!fields.errors().isEmpty()) {
            throw refusal(fields.errors());
        }
        var digest = "sha256:" + Sha256.of(Json.canonical(nothing));
        var job = new NewJob(
                nothing,
                digest,
                new Pool(Pool.LIMIT, deliver, Pool.LIMIT, profile, onShort),
                null,
                Priority.NORMAL,
                deadline,
                0,
                false,
                metadata,
                files,
                null,
                null,
                prompt,
                pictures);
        return new JobRequest(job, fingerprint(fields.node(), digest));
    }

    private static ObjectNode graph(Fields fields, Optional<ObjectNode> saved, Caller caller) {
        if (!fields.has("workflow")) {
            fields.wrong("workflow", "is missing; send {\"graph\": {...}} or {\"ref\": \"name@prod\"}");
        }
        var workflow = fields.object("workflow");
        workflow.allow(Set.of("graph", "ref"));
        var ref = workflow.text("ref", "");
        var graph = saved.orElseGet(() -> workflow.objectNode("graph"));
        if (workflow.has("graph") && workflow.has("ref")) {
            workflow.wrong("ref", "and 'graph' exclude each other; send one of them");
        } else if (!ref.isEmpty() && saved.isEmpty()) {
            workflow.wrong("ref", "must be name@dev, name@staging, name@prod or name@sha256:...");
        } else if (fields.isObject("workflow") && !workflow.has("graph") && saved.isEmpty()) {
            workflow.wrong("graph", "is missing; send a graph in ComfyUI's API format, or the 'ref' of a saved one");
        } else if (workflow.isObject("graph") || saved.isPresent()) {
            new GraphReader(caller).check(workflow, graph);
        }
        return graph;
    }

    /** Null when something is wrong with it. */
    private @Nullable Pool pool(Fields fields) {
        var pool = fields.object("pool");
        var before = fields.errors().size();
        pool.allow(POOL_FIELDS);
        var candidates = (int) pool.integer("candidates", 1, 1, Pool.LIMIT);
        var deliver = (int) pool.integer("deliver", 1, 1, Pool.LIMIT);
        var maxCandidates = (int) pool.integer("maxCandidates", Math.min(2 * candidates, Pool.LIMIT), 1, Pool.LIMIT);
        var profile = profile(pool);
        var onShort = pool.oneOf("onShort", ON_SHORT, OnShort.DELIVER_FEWER);
        if (fields.errors().size() > before) {
            return null;
        }
        if (deliver > candidates) {
            pool.wrong("deliver", "must be at most the %d candidates, and is %d".formatted(candidates, deliver));
            return null;
        }
        if (maxCandidates < candidates) {
            pool.wrong(
                    "maxCandidates",
                    "must be at least the %d candidates, and is %d".formatted(candidates, maxCandidates));
            return null;
        }
        return new Pool(candidates, deliver, maxCandidates, profile, onShort);
    }

    /** Whether there is such a profile, scoring alone knows; an operator may have said which there are. */
    private String profile(Fields pool) {
        var profile = pool.text("profile", rules.defaultProfile());
        var name = VERSION.matcher(profile).replaceFirst("");
        var known = rules.profiles();
        if (known.isEmpty() ? NAME.matcher(name).matches() : known.contains(name)) {
            return profile;
        }
        pool.wrong(
                "profile",
                known.isEmpty()
                        ? "must be a profile's name, of small letters, digits and ._-, or a version of one as generic@sha256:..."
                        : "must be one of %s, or a version of one as generic@sha256:..."
                                .formatted(String.join(", ", new TreeSet<>(known))));
        return rules.defaultProfile();
    }

    /** May lie in the past: a repeat is answered however late it comes. */
    private Instant deadline(Fields fields, Instant now) {
        var deadline = fields.instant("deadline", now.plus(rules.defaultDeadline()));
        if (deadline.isAfter(now.plus(rules.longestDeadline()))) {
            fields.wrong(
                    "deadline",
                    "is more than %d days ahead; it is now %s"
                            .formatted(rules.longestDeadline().toDays(), now));
        }
        return deadline;
    }

    private static Map<String, String> words(Set<String> names) {
        return names.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    /** What a name stands for may change between a request and its repeat, which means the same nevertheless. */
    private static String fingerprint(ObjectNode request, String digest) {
        var rest = request.objectNode();
        rest.setAll(request);
        var ref = request.path("workflow").path("ref");
        rest.set("workflow", ref.isTextual() ? ref : TextNode.valueOf(digest));
        return Sha256.of(Json.canonical(rest));
    }

    private static ProblemException refusal(List<FieldError> errors) {
        return new ProblemException(Refusal.invalid(errors));
    }
}
