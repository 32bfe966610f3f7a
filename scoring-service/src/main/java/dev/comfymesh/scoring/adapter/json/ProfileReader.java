package dev.comfymesh.scoring.adapter.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.scoring.app.Conditions;
import dev.comfymesh.scoring.app.Fault;
import dev.comfymesh.scoring.domain.Choice;
import dev.comfymesh.scoring.domain.Combine;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Gate;
import dev.comfymesh.scoring.domain.Grade;
import dev.comfymesh.scoring.domain.Grade.Point;
import dev.comfymesh.scoring.domain.Policy;
import dev.comfymesh.scoring.domain.Profile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one document over the profile that it extends, if any: what it does not say stays as it is there. */
final class ProfileReader {
    private static final double HUGE = 1e12;

    /** What is less alike is not the same picture by any model. */
    private static final double LEAST_COSINE = 0.5;

    private final Fields fields;
    private final Conditions conditions;
    private final @Nullable Profile parent;

    ProfileReader(ObjectNode document, Conditions conditions, @Nullable Profile parent) {
        this.fields = Fields.of(document);
        this.conditions = conditions;
        this.parent = parent;
    }

    /** What was wrong; empty once {@link #read} has answered a profile. */
    List<Fault> faults() {
        return fields.faults();
    }

    /** Empty when anything is wrong. */
    Optional<Profile> read(String name, String digest) {
        fields.allow(
                "extends",
                "description",
                "minDistanceBits",
                "dedupe",
                "diversity",
                "relax",
                "unjudged",
                "measure",
                "unknown",
                "reference",
                "without",
                "rules",
                "combine",
                "grades");
        var reference = reference();
        var gates = gates(reference);
        var combine = combine();
        var grades = grades();
        var choice = choice(gates);
        var unjudged = unjudged();
        var measure = measure();
        var unknown = unknown();
        var description = fields.text("description", parent == null ? "" : parent.description());
        if (grades.isEmpty()) {
            fields.wrong("grades", "must have one at least: without it nothing can be ranked");
        }
        return fields.faults().isEmpty()
                ? Optional.of(new Profile(
                        name,
                        digest,
                        description,
                        choice,
                        unjudged,
                        measure,
                        unknown,
                        reference,
                        gates,
                        combine,
                        grades))
                : Optional.empty();
    }

    private <T> T inherited(Function<Profile, T> part, T usual) {
        return parent == null ? usual : part.apply(parent);
    }

    private Choice choice(List<Gate> gates) {
        var usual = inherited(Profile::choice, new Choice(Choice.USUAL_MIN_DISTANCE_BITS, 0, List.of()));
        var bits = fields.number("minDistanceBits", usual.minDistanceBits(), 0, Long.SIZE);
        if (bits != Math.rint(bits)) {
            fields.wrong("minDistanceBits", "must be a whole number");
        }
        var diversity = fields.number("diversity", usual.diversity(), 0, 0.99);
        var codes = gates.stream().map(Gate::code).toList();
        var relax = fields.has("relax")
                ? fields.words("relax", code -> codes.contains(code) ? code : null, "the code of one of the rules")
                : usual.relax().stream().filter(codes::contains).toList();
        return new Choice((int) bits, maxCosine(usual), diversity, relax);
    }

    private @Nullable Double maxCosine(Choice usual) {
        var dedupe = fields.object("dedupe");
        dedupe.allow("cosine");
        return dedupe.has("cosine") ? (Double) dedupe.number("cosine", LEAST_COSINE, 1) : usual.maxCosine();
    }

    private Policy unjudged() {
        var said = fields.constant("unjudged", Policy.class);
        if (said == Policy.IGNORE) {
            fields.wrong("unjudged", "must be pass or reject");
        }
        return said == null ? inherited(Profile::unjudged, Policy.PASS) : said;
    }

    private Combine combine() {
        var said = fields.constant("combine", Combine.class);
        return said == null ? inherited(Profile::combine, Combine.MEAN) : said;
    }

    private Set<Dimension> measure() {
        var measure = EnumSet.noneOf(Dimension.class);
        measure.addAll(inherited(Profile::measure, Set.of()));
        measure.addAll(fields.words(
                "measure", word -> Words.find(Dimension.class, word), "one of " + Words.all(Dimension.class)));
        return measure;
    }

    private Map<Dimension, Policy> unknown() {
        var unknown = new EnumMap<Dimension, Policy>(Dimension.class);
        unknown.putAll(inherited(Profile::unknown, Map.of()));
        var said = fields.object("unknown");
        for (var word : said.names()) {
            var dimension = dimension(said, word);
            var policy = said.constant(word, Policy.class);
            if (dimension != null && policy != null) {
                unknown.put(dimension, policy);
            }
        }
        return unknown;
    }

    private Map<Dimension, Double> reference() {
        var reference = new EnumMap<Dimension, Double>(Dimension.class);
        reference.putAll(inherited(Profile::reference, Map.of()));
        var said = fields.object("reference");
        for (var word : said.names()) {
            var dimension = dimension(said, word);
            if (dimension != null) {
                reference.put(dimension, said.number(word, -HUGE, HUGE));
            }
        }
        return reference;
    }

    private static @Nullable Dimension dimension(Fields said, String word) {
        var dimension = Words.find(Dimension.class, word);
        if (dimension == null) {
            said.wrong(word, "is no dimension; there are " + Words.all(Dimension.class));
        }
        return dimension;
    }

    /** Those of the parent in their order, each replaced by ours of the same code, then our own. */
    private List<Gate> gates(Map<Dimension, Double> reference) {
        var gates = new LinkedHashMap<String, Gate>();
        inherited(Profile::rules, List.<Gate>of()).forEach(gate -> gates.put(gate.code(), gate));
        without().forEach(gates::remove);
        var reader = new GateReader(conditions, reference);
        var own = new ArrayList<String>();
        for (var rule : fields.objects("rules")) {
            reader.read(rule).ifPresent(gate -> {
                if (own.contains(gate.code())) {
                    rule.wrong("code", "is the code of another rule");
                }
                own.add(gate.code());
                gates.put(gate.code(), gate);
            });
        }
        return List.copyOf(gates.values());
    }

    private List<String> without() {
        var codes = inherited(Profile::rules, List.<Gate>of()).stream()
                .map(Gate::code)
                .toList();
        return fields.words("without", code -> codes.contains(code) ? code : null, "the code of an inherited rule");
    }

    /** One for each dimension: ours replaces the parent's, and one without weight only takes that away. */
    private List<Grade> grades() {
        var grades = new LinkedHashMap<Dimension, Grade>();
        inherited(Profile::grades, List.<Grade>of()).forEach(grade -> grades.put(grade.dimension(), grade));
        for (var said : fields.objects("grades")) {
            said.allow("dimension", "weight", "points");
            said.needed("dimension");
            var dimension = said.constant("dimension", Dimension.class);
            var weight = said.number("weight", 0, 1e6);
            if (dimension != null && weight == 0) {
                grades.remove(dimension);
            } else if (dimension != null) {
                grade(said, dimension, weight).ifPresent(grade -> grades.put(dimension, grade));
            }
        }
        return List.copyOf(grades.values());
    }

    private static Optional<Grade> grade(Fields said, Dimension dimension, double weight) {
        var before = said.faults().size();
        var points = new ArrayList<Point>();
        for (var point : said.objects("points")) {
            point.allow("value", "grade");
            var value = point.number("value", -HUGE, HUGE);
            if (!points.isEmpty() && value <= points.getLast().value()) {
                point.wrong("value", "must be larger than that of the point before");
            }
            points.add(new Point(value, point.number("grade", 0, 1)));
        }
        if (points.isEmpty()) {
            said.wrong("points", "must have one at least");
        }
        return said.faults().size() > before ? Optional.empty() : Optional.of(new Grade(dimension, weight, points));
    }
}
