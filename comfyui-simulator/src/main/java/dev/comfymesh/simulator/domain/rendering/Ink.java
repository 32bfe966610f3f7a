package dev.comfymesh.simulator.domain.rendering;

/** The one wet pixel of a painter: colours are laid over it, light is added to it. */
final class Ink {

    float red;
    float green;
    float blue;

    void set(Rgb colour) {
        red = colour.red();
        green = colour.green();
        blue = colour.blue();
    }

    void cover(Rgb colour, float share) {
        red += (colour.red() - red) * share;
        green += (colour.green() - green) * share;
        blue += (colour.blue() - blue) * share;
    }

    /** Mixes with what was there before. */
    void keep(float beforeRed, float beforeGreen, float beforeBlue, float share) {
        red += (beforeRed - red) * share;
        green += (beforeGreen - green) * share;
        blue += (beforeBlue - blue) * share;
    }

    void shine(Rgb colour, float strength) {
        red += colour.red() * strength * (1 - red * 0.6f);
        green += colour.green() * strength * (1 - green * 0.6f);
        blue += colour.blue() * strength * (1 - blue * 0.6f);
    }

    void scale(float factor) {
        red *= factor;
        green *= factor;
        blue *= factor;
    }
}
