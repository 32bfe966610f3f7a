package dev.comfymesh.simulator.domain.rendering;

/** The light of a scene as a handful of colours: sky from zenith to horizon, sun, distance and foreground. */
enum Mood {
    DAWN(0x2b3a67, 0x7d5a8c, 0xf08a6b, 0xffd9a0, 0xfff1c9, 0xc78f8f, 0x2a2140),
    SUNSET(0x24205a, 0x83346f, 0xec5f4f, 0xffbb5e, 0xffe9a8, 0x9a4568, 0x20123a),
    GOLDEN(0x3d6d8f, 0xa9b59a, 0xf2c879, 0xffe8b0, 0xfffbe0, 0xb89a6a, 0x3a2c1e),
    DAY(0x1f6fb8, 0x5aa6dc, 0xa9d6ee, 0xe4f3f5, 0xffffff, 0x7fa3b8, 0x1f4a3c),
    MINT(0x1d5c63, 0x4f9a94, 0xa8d5ba, 0xf6f4d2, 0xfffbe8, 0x79b0a0, 0x12393c),
    DUSK(0x242a5e, 0x4a4a8f, 0x9a74b0, 0xf0b0b8, 0xffe3df, 0x7568a0, 0x1c1a42),
    NIGHT(0x0a1236, 0x1a2d68, 0x355494, 0x6f97bf, 0xf6f4e2, 0x3c558c, 0x0a1128),
    AURORA(0x071a30, 0x0e3050, 0x1a6268, 0x45a896, 0xe6fff4, 0x1f5060, 0x06141f),
    NEON(0x1a0a40, 0x4a1780, 0xc0289a, 0xff7a98, 0xfff0c0, 0x6a2a92, 0x150730),
    ROSE(0x6a7fb5, 0xb39bc8, 0xf2b5c4, 0xfde4d4, 0xfff7ee, 0xb38aa8, 0x4a2f4e),
    DESERT(0x2e6f9e, 0x86b3c4, 0xf0d2a4, 0xffe9c9, 0xfffdf0, 0xd9a06b, 0x6b2f1c),
    WINTER(0x4c6f96, 0x8fb0cb, 0xcfe0ea, 0xf4f8fb, 0xffffff, 0xa9bfd2, 0x2d4257),
    AUTUMN(0x46587a, 0x9a8f97, 0xe0b384, 0xf8e0b5, 0xfff3d6, 0xb06a48, 0x3b1a1c);

    private final int[] hex;

    Mood(int... hex) {
        this.hex = hex;
    }

    boolean dark() {
        return this == NIGHT || this == AURORA || this == NEON;
    }

    Palette palette(double hueTurn, double saturation) {
        var colours = new Rgb[hex.length];
        for (int i = 0; i < hex.length; i++) {
            colours[i] = Rgb.of(hex[i]).graded(hueTurn, saturation);
        }
        return new Palette(
                Palette.ramp(colours[0], colours[1], colours[2], colours[3]),
                colours[3],
                colours[4],
                colours[5],
                colours[6]);
    }
}
