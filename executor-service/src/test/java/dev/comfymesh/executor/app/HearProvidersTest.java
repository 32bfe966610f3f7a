package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.executor.domain.Target;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HearProvidersTest {
    private static final UUID ATTEMPT = UUID.randomUUID();
    private static final Target ACCOUNT = new Target("replicate-1", URI.create("https://api.replicate.com"), 4);
    private static final Target NODE = new Target("node-1", URI.create("http://node"), 1);

    private final List<String> heard = new ArrayList<>();
    private final List<Target> opened = new ArrayList<>();
    private final HearProviders providers = new HearProviders(
            id -> Uni.createFrom()
                    .item(List.of(ACCOUNT, NODE).stream()
                            .filter(target -> target.id().equals(id))
                            .findFirst()),
            this::open,
            (attempt, run) -> {
                heard.add(attempt + " is " + run);
                return Uni.createFrom().voidItem();
            });

    @Test
    void hasARunLookedAtThatItsProviderSpeaksOf() {
        assertThat(hear("replicate-1", "true")).isTrue();

        assertThat(heard).containsExactly(ATTEMPT + " is r1");
    }

    @Test
    void keepsWhatChecksTheSignaturesOfAnAccount() {
        hear("replicate-1", "true");
        hear("replicate-1", "false");
        hear("replicate-1", "true");

        assertThat(opened).containsExactly(ACCOUNT);
        assertThat(heard).hasSize(2);
    }

    @Test
    void believesNothingElse() {
        assertThat(hear("replicate-1", "false")).isFalse();
        assertThat(hear("node-1", "true")).isFalse();
        assertThat(hear("nobody", "true")).isFalse();

        assertThat(heard).isEmpty();
    }

    private Optional<Hook> open(Target target) {
        opened.add(target);
        return target.equals(NODE)
                ? Optional.empty()
                : Optional.of(message -> Uni.createFrom()
                        .item(Optional.of("r1")
                                .filter(_ -> "true".equals(message.headers().get("signed")))));
    }

    private boolean hear(String target, String signed) {
        var message = new Hook.Message(Map.of("signed", signed), Map.of(), new byte[0]);
        return providers.hear(target, ATTEMPT, message).await().indefinitely();
    }
}
