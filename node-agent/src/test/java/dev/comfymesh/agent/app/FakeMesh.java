package dev.comfymesh.agent.app;

import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.Report;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A mesh in memory, whose connection breaks when told to. */
final class FakeMesh implements Mesh {
    private final List<Order> orders = new ArrayList<>();
    private final Map<String, byte[]> contents = new HashMap<>();
    private long breakAfter = Long.MAX_VALUE;
    private long readFrom;

    /** Orders a file of its own content in that folder. */
    Order offer(String folder, long bytes) {
        var content = new byte[(int) bytes];
        new Random(contents.size()).nextBytes(content);
        var digest = sha256(content);
        contents.put(digest, content);
        var order = new Order(digest, folder, "cm-" + digest + ".safetensors", bytes);
        add(order);
        return order;
    }

    void add(Order order) {
        orders.add(order);
    }

    void withdraw(Order order) {
        orders.remove(order);
    }

    byte[] content(Order order) {
        return contents.get(order.sha256());
    }

    /** Of the same size, and different. */
    void spoil(Order order) {
        content(order)[0]++;
    }

    void breakAfter(long bytes) {
        breakAfter = bytes;
    }

    void heal() {
        breakAfter = Long.MAX_VALUE;
    }

    /** Where the last read began. */
    long readFrom() {
        return readFrom;
    }

    @Override
    public Optional<Orders> orders(String known) {
        return Optional.of(new Orders("some", orders));
    }

    @Override
    public void report(Report report) {}

    @Override
    public void read(Order order, long from, Content content) throws IOException {
        readFrom = from;
        var all = content(order);
        var until = Math.min(all.length, breakAfter);
        for (long at = from; at < until; at += 1024) {
            content.append(Arrays.copyOfRange(all, (int) at, (int) at + 1024), 1024);
        }
        if (until < all.length) {
            throw new IOException("connection reset");
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
