package dev.comfymesh.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    private final Destinations destinations = new Destinations(List.of());

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e"})
    void mayReachThePublicInternet(String address) throws UnknownHostException {
        assertThat(destinations.mayReach(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "2130706433",
                "127.1",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.19.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            })
    void reachesNothingElse(String address) throws UnknownHostException {
        assertThat(destinations.mayReach(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void reachesWhatWasAllowedByName() throws UnknownHostException {
        var allowing = new Destinations(List.of(Network.of("127.0.0.1/32"), Network.of("fd00::/8")));

        assertThat(allowing.mayReach(InetAddress.getByName("127.0.0.1"))).isTrue();
        assertThat(allowing.mayReach(InetAddress.getByName("::ffff:127.0.0.1"))).isTrue();
        assertThat(allowing.mayReach(InetAddress.getByName("fd12::1"))).isTrue();
        assertThat(allowing.mayReach(InetAddress.getByName("127.0.0.2"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "localhost/8", "cafe/8", "10.0.0.0/x", "::1/129"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
