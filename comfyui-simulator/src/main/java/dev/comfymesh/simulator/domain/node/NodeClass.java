package dev.comfymesh.simulator.domain.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A class of nodes: what it takes, what it gives, and what it does. */
public record NodeClass(
        String name,
        String displayName,
        String category,
        List<InputSpec> inputs,
        List<String> outputs,
        List<String> outputNames,
        boolean outputNode,
        Manual manual,
        @Nullable Check check,
        Token token,
        Wish wish,
        Work work) {

    /** Looks at one literal beyond its type; an answer is a complaint. */
    public record Check(String input, Complaint complaint) {}

    /** The complaint about a value: empty when it is fine, an empty text when nothing more is said. */
    @FunctionalInterface
    public interface Complaint {
        Optional<String> about(Object value);
    }

    /** What besides the inputs decides whether a result may be reused. */
    @FunctionalInterface
    public interface Token {
        String of(Map<String, @Nullable Object> inputs);
    }

    /** Which of its lazy inputs a node wants after all, now that it knows the others. */
    @FunctionalInterface
    public interface Wish {
        Set<String> of(Inputs known);
    }

    /** What a node does when it runs. */
    @FunctionalInterface
    public interface Work {
        Result run(Inputs inputs, Run run) throws IOException;
    }

    public static Builder named(String name, String displayName, String category) {
        return new Builder(name, displayName, category);
    }

    /** The description that {@code /object_info} gives. */
    public Map<String, @Nullable Object> describe() {
        return manual.describe(this);
    }

    /** Whether its work is handed the graph and the extra texts, as that of savers is. */
    public boolean seesPrompt() {
        return manual.seesPrompt();
    }

    /** The inputs that a node with these values has: choices of some inputs bring more inputs. */
    public List<InputSpec> inputsFor(Map<String, @Nullable Object> values) {
        return inputs.stream().flatMap(input -> input.unfolded(values)).toList();
    }

    /** Collects the parts of a class; {@link #does} completes it. */
    public static final class Builder {
        private final String name;
        private final String displayName;
        private final String category;
        private final List<InputSpec> inputs = new ArrayList<>();
        private List<String> outputs = List.of();
        private List<String> outputNames = List.of();
        private boolean outputNode;
        private boolean omitsEmptyOptions;
        private @Nullable Manual manual;
        private @Nullable Check check;
        private Token token = _ -> "";
        private Wish wish = _ -> Set.of();

        private Builder(String name, String displayName, String category) {
            this.name = name;
            this.displayName = displayName;
            this.category = category;
        }

        public Builder takes(InputSpec... specs) {
            inputs.addAll(List.of(specs));
            return this;
        }

        public Builder gives(String... types) {
            outputs = List.of(types);
            outputNames = outputs;
            return this;
        }

        /** Gives one output under a name of its own. */
        public Builder givesNamed(String type, String outputName) {
            outputs = List.of(type);
            outputNames = List.of(outputName);
            return this;
        }

        /** Makes it an output node, which gives the images that it was given. */
        public Builder saves() {
            return endsWith("IMAGE", "images");
        }

        /** Makes it an output node, which gives what it was given. */
        public Builder endsWith(String type, String outputName) {
            outputNode = true;
            return givesNamed(type, outputName);
        }

        /** Makes it an output node that gives nothing. */
        public Builder ends() {
            outputNode = true;
            return this;
        }

        /** Describes inputs without options by their type alone, as some classes of the classic kind do. */
        public Builder omitsEmptyOptions() {
            omitsEmptyOptions = true;
            return this;
        }

        Builder explainedBy(Manual text) {
            manual = text;
            return this;
        }

        public Builder checks(String input, Complaint complaint) {
            check = new Check(input, complaint);
            return this;
        }

        public Builder changesWith(Token what) {
            token = what;
            return this;
        }

        /** Inputs that are lazy are computed only when wished for. */
        public Builder wishes(Wish what) {
            wish = what;
            return this;
        }

        public NodeClass does(Work work) {
            return new NodeClass(
                    name,
                    displayName,
                    category,
                    List.copyOf(inputs),
                    outputs,
                    outputNames,
                    outputNode,
                    manual == null ? Manual.classic("nodes", omitsEmptyOptions, outputNode) : manual,
                    check,
                    token,
                    wish,
                    work);
        }
    }
}
