package dev.comfymesh.router.adapter.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopSpendersTest {
    private final TopSpenders top = new TopSpenders(2);

    @Test
    void namesWhoeverComesFirstWhileThereIsRoom() {
        assertThat(top.label("a")).isEqualTo("a");
        assertThat(top.label("b")).isEqualTo("b");
        assertThat(top.label("c")).isEqualTo(TopSpenders.OTHER);
        assertThat(top.label("a")).isEqualTo("a");
    }

    @Test
    void namesThoseWhoSpentMostOnceTheBooksSayWhoThatIs() {
        top.label("a");
        top.label("b");

        assertThat(top.replace(List.of("c", "a", "d"))).containsExactly("b");

        assertThat(List.of("a", "b", "c", "d"))
                .extracting(top::label)
                .containsExactly("a", TopSpenders.OTHER, "c", TopSpenders.OTHER);
    }

    @Test
    void keepsWhomItKnowsWhereTheBooksNameFewer() {
        top.label("a");

        assertThat(top.replace(List.of("b"))).isEmpty();
        assertThat(top.label("a")).isEqualTo("a");
    }

    @Test
    void namesNobodyWhereNobodyIsToBe() {
        assertThat(new TopSpenders(0).label("a")).isEqualTo(TopSpenders.OTHER);
    }
}
