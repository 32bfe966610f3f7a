package dev.comfymesh.scoring.domain.model;

import java.util.List;
import java.util.Map;

/** A trained function over tensors, loaded once and shared by threads; the same input gives the same output, to the last bit. */
@FunctionalInterface
public interface Network {
    /** What it answers, by the names of its outputs; whatever does not fit its inputs is an IllegalArgumentException. */
    Map<String, Tensor> run(Map<String, Tensor> inputs);

    /** What it takes, in its own order; empty when it does not say. */
    default List<Input> inputs() {
        return List.of();
    }

    /**
     * One of its inputs.
     *
     * @param shape how long each side must be; -1 where any will do
     */
    record Input(String name, Kind kind, List<Integer> shape) {
        public Input {
            shape = List.copyOf(shape);
        }

        /** Whether what this one describes will do for the other: the same name and kind, and no side that differs. */
        public boolean fits(Input other) {
            return name.equals(other.name) && kind == other.kind && fits(other.shape);
        }

        /** What was given for it. */
        public Tensor of(Map<String, Tensor> given) {
            var tensor = given.get(name);
            if (tensor == null) {
                throw new IllegalArgumentException("It takes %s, and was given %s".formatted(name, given.keySet()));
            }
            return tensor;
        }

        private boolean fits(List<Integer> other) {
            if (shape.size() != other.size()) {
                return false;
            }
            for (var side = 0; side < shape.size(); side++) {
                int own = shape.get(side);
                int theirs = other.get(side);
                if (own != theirs && own != -1 && theirs != -1) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return name + shape;
        }
    }

    /** Of which kind the numbers of a tensor are. */
    enum Kind {
        FLOATS,
        LONGS
    }
}
