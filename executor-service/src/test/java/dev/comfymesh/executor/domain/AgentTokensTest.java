package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentTokensTest {
    private final AgentTokens tokens = new AgentTokens(Optional.of("all"), Map.of("far", "own"));

    @Test
    void admitTheTokenOfAllWhereThereIsNoOther() {
        assertThat(tokens.admit("near", "Bearer all")).isTrue();
        assertThat(tokens.admit("far", "Bearer all")).isFalse();
        assertThat(tokens.admit("far", "Bearer own")).isTrue();
        assertThat(tokens.admit("near", "Bearer own")).isFalse();
    }

    @Test
    void admitNothingElse() {
        assertThat(tokens.admit("near", null)).isFalse();
        assertThat(tokens.admit("near", "all")).isFalse();
        assertThat(new AgentTokens(Optional.empty(), Map.of()).admit("near", "Bearer "))
                .isFalse();
    }
}
