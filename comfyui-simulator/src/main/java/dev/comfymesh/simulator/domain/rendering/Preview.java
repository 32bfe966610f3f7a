package dev.comfymesh.simulator.domain.rendering;

/** A glimpse of an unfinished picture: small, and coarse and noisy until the last step. */
public final class Preview {

    private static final int LARGEST_SIDE = 512;
    private static final double COARSEST = 24;

    private Preview() {}

    /** The picture as far as it has come; at 1 it is finished. Never larger than 512 pixels. */
    public static Picture of(Picture picture, double done) {
        double fit = Math.min(1, (double) LARGEST_SIDE / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) (picture.width() * fit));
        int height = Math.max(1, (int) (picture.height() * fit));
        int block = Math.max(1, (int) Math.round(COARSEST * fit * (1 - done)));
        var noise = new Noise(block);
        var pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = picture.at((int) ((x / block + 0.5) * block / fit), (int) ((y / block + 0.5) * block / fit));
                int stray = (int) ((noise.cell(x, y) - 0.5) * 120 * (1 - done));
                pixels[y * width + x] = channel((rgb >> 16 & 255) + stray) << 16
                        | channel((rgb >> 8 & 255) + stray) << 8
                        | channel((rgb & 255) + stray);
            }
        }
        return new Picture(width, height, pixels);
    }

    private static int channel(int value) {
        return Math.clamp(value, 0, 255);
    }
}
