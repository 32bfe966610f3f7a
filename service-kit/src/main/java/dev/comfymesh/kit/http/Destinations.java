package dev.comfymesh.kit.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses a stranger may make us reach: those of the public internet, and networks that were allowed by name. */
public final class Destinations {
    private static final List<Network> NEVER = networks(
            "0.0.0.0/8", // this host
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT; metadata of one cloud
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // metadata of one cloud
            "169.254.0.0/16", // link-local; metadata of most clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments; metadata of one cloud
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "2001::/23", // protocol assignments; Teredo, which holds an IPv4 address
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which holds an IPv4 address
            "3fff::/20"); // documentation
    private static final Network GLOBAL_IPV6 = Network.of("2000::/3");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    private static final int IPV4_BYTES = 4;

    private final List<Network> allowed;

    public Destinations(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    public boolean mayReach(InetAddress address) {
        var bytes = plain(address.getAddress());
        return allowed.stream().anyMatch(network -> network.holds(bytes)) || isPublic(bytes);
    }

    private static boolean isPublic(byte[] address) {
        if (NAT64.holds(address)) {
            return isPublic(lastFour(address));
        }
        return (address.length == IPV4_BYTES || GLOBAL_IPV6.holds(address))
                && NEVER.stream().noneMatch(network -> network.holds(address));
    }

    /** The IPv4 address that an IPv6 address is another spelling of; any other as it is. */
    private static byte[] plain(byte[] address) {
        return address.length > IPV4_BYTES && Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length)
                ? lastFour(address)
                : address;
    }

    private static byte[] lastFour(byte[] address) {
        return Arrays.copyOfRange(address, address.length - IPV4_BYTES, address.length);
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::of).toList();
    }
}
