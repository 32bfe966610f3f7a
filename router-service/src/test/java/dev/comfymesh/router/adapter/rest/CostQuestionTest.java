package dev.comfymesh.router.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.comfymesh.kit.problem.ProblemException;
import dev.comfymesh.router.app.CostQuery;
import dev.comfymesh.router.app.CostQuery.Dimension;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostQuestionTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    @Test
    void asksForTheLastSevenDaysUnlessTold() {
        assertThat(read(Map.of("by", "tenant")))
                .isEqualTo(new CostQuery(Dimension.TENANT, LocalDate.parse("2026-11-16"), TODAY, 100));
    }

    @Test
    void asksForWhatItIsTold() {
        assertThat(read(Map.of("by", "day", "from", "2026-01-01", "to", "2026-01-31", "limit", "1000")))
                .isEqualTo(new CostQuery(
                        Dimension.DAY, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-31"), 1_000));
    }

    @ParameterizedTest
    @CsvSource({
        "by, colour",
        "by, TENANT",
        "from, yesterday",
        "from, 2026-02-30",
        "from, +123456789-01-01",
        "from, 2026-11-23",
        "from, 2025-11-21",
        "to, ''",
        "limit, 0",
        "limit, 1001",
        "limit, many",
        "colour, red"
    })
    void saysWhatIsWrong(String name, String value) {
        var query = new HashMap<>(Map.of("by", "tenant"));
        query.put(name, value);

        var refused = catchThrowableOfType(ProblemException.class, () -> read(query));

        assertThat(refused.problem().status()).isEqualTo(422);
        assertThat(refused.problem().extensions().get("errors"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(error -> error.get("field"))
                .containsExactly(name);
    }

    private static CostQuery read(Map<String, String> parameters) {
        var query = new MultivaluedHashMap<String, String>();
        parameters.forEach((name, value) -> query.put(name, List.of(value)));
        return CostQuestion.read(query, TODAY);
    }
}
