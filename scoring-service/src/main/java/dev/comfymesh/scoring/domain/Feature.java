package dev.comfymesh.scoring.domain;

/** Something that several scorers need of a picture, computed from the picture or from other features. Equal ones are one. */
@FunctionalInterface
public interface Feature<T> {
    T of(Features features);

    /** How many pixels have each of the 256 values of luma; to be read alone. */
    Feature<int[]> HISTOGRAM = features -> features.picture().histogram();

    /** The picture with no side longer than this. */
    record Within(int maxSide) implements Feature<Picture> {
        @Override
        public Picture of(Features features) {
            return features.picture().within(maxSide);
        }
    }
}
