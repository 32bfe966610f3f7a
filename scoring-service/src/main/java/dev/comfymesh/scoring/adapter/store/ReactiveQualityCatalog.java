package dev.comfymesh.scoring.adapter.store;

import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.kit.sql.Line;
import dev.comfymesh.kit.sql.Sql;
import dev.comfymesh.scoring.app.Quality;
import dev.comfymesh.scoring.app.QualityCatalog;
import dev.comfymesh.scoring.domain.Drift;
import dev.comfymesh.scoring.domain.Measurements;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads the last pools that are over; bounded, however many there are. */
@ApplicationScoped
class ReactiveQualityCatalog implements QualityCatalog {
    private final Mutiny.SessionFactory sessions;

    ReactiveQualityCatalog(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<List<Quality>> all() {
        return read(QualitySql.TOTALS, QualitySql.REASONS);
    }

    @Override
    public Uni<List<Quality>> of(String workflow) {
        return read(QualitySql.TOTALS_OF_ONE, QualitySql.REASONS_OF_ONE, workflow);
    }

    private Uni<List<Quality>> read(String totals, String reasons, @Nullable Object... parameters) {
        return sessions.withSession(session -> Sql.select(session, totals, parameters)
                .chain(lines -> Sql.select(session, reasons, parameters)
                        .map(ReactiveQualityCatalog::reasons)
                        .map(byWorkflow -> lines.stream()
                                .map(line -> quality(line, byWorkflow))
                                .toList())));
    }

    private static Map<String, List<ReasonCount>> reasons(List<Line> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.text(0),
                        Collectors.mapping(
                                line -> new ReasonCount(line.text(1), (int) line.number(2)), Collectors.toList())));
    }

    private static Quality quality(Line line, Map<String, List<ReasonCount>> reasons) {
        var workflow = line.text(0);
        return Quality.of(
                workflow, line.number(1), line.number(2), line.number(3), reasons.getOrDefault(workflow, List.of()));
    }

    @Override
    public Uni<Map<String, List<Drift.Seen>>> lastSeen() {
        return sessions.withSession(session -> Sql.select(session, QualitySql.LAST_SEEN))
                .map(lines -> lines.stream()
                        .collect(Collectors.groupingBy(
                                line -> line.text(0),
                                LinkedHashMap::new,
                                Collectors.mapping(
                                        line -> new Drift.Seen(line.flag(1), measurements(line, 2)),
                                        Collectors.toList()))));
    }

    @Override
    public Uni<Map<String, Measurements>> measurements(Set<String> candidateIds) {
        return sessions.withSession(session ->
                        Sql.select(session, QualitySql.MEASUREMENTS, (Object) candidateIds.toArray(String[]::new)))
                .map(lines ->
                        lines.stream().collect(Collectors.toMap(line -> line.text(0), line -> measurements(line, 1))));
    }

    private static Measurements measurements(Line line, int column) {
        return Json.read(line.text(column), StoredMeasurements.class).measurements();
    }
}
