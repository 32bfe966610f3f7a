package dev.comfymesh.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports of loopback that nobody listens on at this moment, below those that systems hand out by themselves. */
final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private FreePorts() {}

    /** The first of so many in a row. */
    static int inARow(int count) {
        return IntStream.iterate(LOWEST, first -> first + count <= HIGHEST, first -> first + count)
                .filter(first -> IntStream.range(first, first + count).allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no %d free ports in a row".formatted(count)));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
