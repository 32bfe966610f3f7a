package dev.comfymesh.simulator.domain.rendering;

/** The size of a picture in pixels; lengths are measured in {@link #unit()} so that every size shows the same scene. */
record Canvas(int width, int height) {

    float unit() {
        return (width + height) / 2f;
    }
}
