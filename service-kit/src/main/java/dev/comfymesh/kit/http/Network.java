package dev.comfymesh.kit.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses, written {@code 10.0.0.0/8} or {@code fc00::/7}; an IPv4 range never holds an IPv6 address. */
public final class Network {
    private static final Pattern SHAPE = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");

    private final String text;
    private final byte[] prefix;
    private final int bits;

    private Network(String text, byte[] prefix, int bits) {
        if (bits > prefix.length * Byte.SIZE) {
            throw new IllegalArgumentException("a network has at most all bits of its address: " + text);
        }
        this.text = text;
        this.prefix = prefix;
        this.bits = bits;
    }

    public static Network of(String text) {
        var parts = SHAPE.matcher(text);
        // Without a digit or colon at its beginning it would be a name, and looked up.
        if (!parts.matches() || !text.matches("[0-9:].*|[0-9a-fA-F]+:.*")) {
            throw new IllegalArgumentException("a network is written like 10.0.0.0/8, and not " + text);
        }
        try {
            var address = InetAddress.getByName(parts.group(1)).getAddress();
            return new Network(text, address, Integer.parseInt(parts.group(2)));
        } catch (UnknownHostException unreadable) {
            throw new IllegalArgumentException(
                    "a network begins with an address, and this does not: " + text, unreadable);
        }
    }

    boolean holds(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> bit % Byte.SIZE;
            if (((address[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
