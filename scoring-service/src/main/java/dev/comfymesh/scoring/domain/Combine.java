package dev.comfymesh.scoring.domain;

import java.util.List;

/** How the grades of a picture, those whose dimension is known, become its score; without any it is 0. */
public enum Combine {
    /** Their mean by weight: what is good makes up for what is not. */
    MEAN {
        @Override
        double of(List<Grade> grades, Measurements measurements) {
            var sum = 0.0;
            var weights = 0.0;
            for (var grade : grades) {
                sum += grade.weight() * grade.of(measurements);
                weights += grade.weight();
            }
            return weights == 0 ? 0 : sum / weights;
        }
    },
    /** The lowest of them, whatever their weights: nothing makes up for a defect. */
    WEAKEST {
        @Override
        double of(List<Grade> grades, Measurements measurements) {
            return grades.stream()
                    .mapToDouble(grade -> grade.of(measurements))
                    .min()
                    .orElse(0);
        }
    };

    abstract double of(List<Grade> grades, Measurements measurements);
}
