package dev.comfymesh.scoring.domain.text;

/**
 * A box that may lean: its middle, half of the way that its text runs, and half of the way from its upper to its lower edge.
 * All in pixels, to the right and down.
 */
record Slant(double x, double y, double alongX, double alongY, double downX, double downY) {
    private static final double UPRIGHT = 1.5;

    /** All of a picture. */
    static Slant whole(int width, int height) {
        return new Slant(width / 2.0, height / 2.0, width / 2.0, 0, 0, height / 2.0);
    }

    /** Of which the text runs to the right, or down where the box is much higher than it is wide. */
    static Slant reading(double x, double y, double oneX, double oneY, double otherX, double otherY) {
        var flat = Math.abs(oneX) * StrictMath.hypot(otherX, otherY) >= Math.abs(otherX) * StrictMath.hypot(oneX, oneY);
        var along = flat ? new double[] {oneX, oneY} : new double[] {otherX, otherY};
        var down = flat ? new double[] {otherX, otherY} : new double[] {oneX, oneY};
        var turn = along[0] < 0 ? -1 : 1;
        var sink = down[1] < 0 ? -1 : 1;
        var box = new Slant(x, y, turn * along[0], turn * along[1], sink * down[0], sink * down[1]);
        return box.height() >= UPRIGHT * box.width()
                ? new Slant(x, y, box.downX, box.downY, -box.alongX, -box.alongY)
                : box;
    }

    double width() {
        return 2 * StrictMath.hypot(alongX, alongY);
    }

    double height() {
        return 2 * StrictMath.hypot(downX, downY);
    }

    double area() {
        return 4 * Math.abs(alongX * downY - alongY * downX);
    }

    /** Whether a point lies in it, where its sides stand upright on each other. */
    boolean contains(double pointX, double pointY) {
        var right = pointX - x;
        var low = pointY - y;
        return Math.abs(right * alongX + low * alongY) <= square(alongX, alongY)
                && Math.abs(right * downX + low * downY) <= square(downX, downY);
    }

    /** The same middle, and all four edges so much farther out. */
    Slant grown(double distance) {
        var wider = 1 + 2 * distance / width();
        var higher = 1 + 2 * distance / height();
        return new Slant(x, y, alongX * wider, alongY * wider, downX * higher, downY * higher);
    }

    Slant scaled(double right, double low) {
        return new Slant(x * right, y * low, alongX * right, alongY * low, downX * right, downY * low);
    }

    double left() {
        return x - Math.abs(alongX) - Math.abs(downX);
    }

    double right() {
        return x + Math.abs(alongX) + Math.abs(downX);
    }

    double top() {
        return y - Math.abs(alongY) - Math.abs(downY);
    }

    double bottom() {
        return y + Math.abs(alongY) + Math.abs(downY);
    }

    private static double square(double right, double low) {
        return right * right + low * low;
    }
}
