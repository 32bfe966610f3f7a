package dev.comfymesh.simulator.domain.rendering;

/** Something that stands before the sky and covers a part of the canvas. */
interface Layer {

    /** How much of the pixel it covers, 0 to 1; fractions make smooth edges. */
    float coverage(int x, int y);

    void paint(Ink ink, int x, int y);
}
