package dev.comfymesh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final Cost BEFORE =
            new Cost(Map.of("ingest", Duration.ofMillis(100), "router", Duration.ofMillis(50)), Duration.ofMillis(10));
    private static final Cost AFTER =
            new Cost(Map.of("ingest", Duration.ofMillis(300), "router", Duration.ofMillis(150)), Duration.ofMillis(90));

    @Test
    void countsTheServicesAloneAsTheJobsCost() {
        assertThat(AFTER.less(BEFORE).servicesMillisPer(10)).isEqualTo(30);
    }

    @Test
    void writesTheCostOfOneJobAndItsParts() {
        var report = new Report("overhead");
        var rate = Client.JSON.createObjectNode();

        AFTER.less(BEFORE).write(10, rate, report);

        assertThat(report.json().get("cpu_ms_per_job").asDouble()).isEqualTo(30);
        assertThat(rate.at("/cpu_ms_per_job_by_part/ingest").asDouble()).isEqualTo(20);
        assertThat(rate.at("/cpu_ms_per_job_by_part/postgres").asDouble()).isEqualTo(8);
    }
}
