package dev.comfymesh.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.ingest.app.ArtifactLinks.Check;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ArtifactLinksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:17:00Z");

    private final ArtifactLinks links = at(NOW, "a secret");

    @Test
    void isGoodForAtLeastHalfTheLifetimeAndNotLonger() {
        var link = links.link("a-1");

        assertThat(Duration.between(NOW, link.expiresAt())).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
        assertThat(check(links, link)).isEqualTo(Check.VALID);
    }

    @Test
    void staysTheSameForAWhile() {
        assertThat(at(NOW.plusSeconds(60), "a secret").link("a-1")).isEqualTo(links.link("a-1"));
    }

    @Test
    void expires() {
        var link = links.link("a-1");

        assertThat(check(at(link.expiresAt(), "a secret"), link)).isEqualTo(Check.EXPIRED);
    }

    @Test
    void holdsForNothingElse() {
        var link = links.link("a-1");
        var expires = link.expiresAt().getEpochSecond();

        assertThat(links.check("a-2", expires, link.signature())).isEqualTo(Check.FORGED);
        assertThat(links.check("a-1", expires + 1, link.signature())).isEqualTo(Check.FORGED);
        assertThat(links.check("a-1", expires, link.signature() + "A")).isEqualTo(Check.FORGED);
        assertThat(links.check("a-1", expires, "")).isEqualTo(Check.FORGED);
        assertThat(check(at(NOW, "another secret"), link)).isEqualTo(Check.FORGED);
    }

    private static Check check(ArtifactLinks links, ArtifactLinks.Link link) {
        return links.check(link.artifactId(), link.expiresAt().getEpochSecond(), link.signature());
    }

    private static ArtifactLinks at(Instant now, String secret) {
        return new ArtifactLinks(
                secret.getBytes(StandardCharsets.UTF_8), Clock.fixed(now, ZoneOffset.UTC), Duration.ofHours(1));
    }
}
