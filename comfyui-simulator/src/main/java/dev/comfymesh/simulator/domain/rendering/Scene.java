package dev.comfymesh.simulator.domain.rendering;

/** A composition that can say the colour of every pixel. */
@FunctionalInterface
interface Scene {

    void paint(Ink ink, int x, int y);
}
