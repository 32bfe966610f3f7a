package dev.comfymesh.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.bench.Figure.Bound;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** CPU time by part of the mesh; a job's cost is that of the four services, and PostgreSQL's is told beside it. */
record Cost(Map<String, Duration> byService, Duration postgres) {

    static Cost of(BenchMesh mesh) {
        var byService = new LinkedHashMap<String, Duration>();
        BenchMesh.SERVICES.forEach(
                name -> byService.put(name, mesh.service(name).cpuTime()));
        return new Cost(byService, mesh.postgres().cpuTime());
    }

    Cost less(Cost before) {
        var difference = new LinkedHashMap<String, Duration>();
        byService.forEach((name, time) ->
                difference.put(name, time.minus(before.byService().getOrDefault(name, Duration.ZERO))));
        return new Cost(difference, postgres.minus(before.postgres()));
    }

    Duration of(String service) {
        return byService.getOrDefault(service, Duration.ZERO);
    }

    double servicesMillisPer(int jobs) {
        return millis(byService.values().stream().reduce(Duration.ZERO, Duration::plus), jobs);
    }

    /** Writes the cost of one job. */
    void write(int jobs, ObjectNode json, Report report) {
        var perJob = Report.rounded(servicesMillisPer(jobs));
        json.put("cpu_ms_per_job", perJob);
        report.json().put("cpu_ms_per_job", perJob);
        report.add("CPU of the services per job", perJob, "ms", Bound.atMost(30, 10));
        var parts = json.putObject("cpu_ms_per_job_by_part");
        byService.forEach((name, time) -> {
            parts.put(name, Report.rounded(millis(time, jobs)));
            report.add("  of it " + name, millis(time, jobs), "ms");
        });
        parts.put("postgres", Report.rounded(millis(postgres, jobs)));
        report.add("  and beside it PostgreSQL", millis(postgres, jobs), "ms");
    }

    private static double millis(Duration time, int jobs) {
        return time.toNanos() / 1e6 / jobs;
    }
}
