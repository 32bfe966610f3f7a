package dev.comfymesh.simulator.domain.media;

/** The checksums of FLAC and Ogg: plain cyclic ones that start at zero. */
final class Checksum {

    private Checksum() {}

    static int crc8(byte[] bytes) {
        return (int) cyclic(bytes, 8, 0x07);
    }

    static int crc16(byte[] bytes) {
        return (int) cyclic(bytes, 16, 0x8005);
    }

    static long ogg(byte[] bytes) {
        return cyclic(bytes, 32, 0x04c1_1db7);
    }

    private static long cyclic(byte[] bytes, int width, long polynomial) {
        long top = 1L << (width - 1);
        long mask = (top << 1) - 1;
        long sum = 0;
        for (byte each : bytes) {
            sum ^= (long) (each & 255) << (width - 8);
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & top) == 0 ? sum << 1 : sum << 1 ^ polynomial;
            }
            sum &= mask;
        }
        return sum;
    }
}
