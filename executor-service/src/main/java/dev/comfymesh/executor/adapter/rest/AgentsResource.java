package dev.comfymesh.executor.adapter.rest;

import dev.comfymesh.executor.app.Placements;
import dev.comfymesh.executor.domain.AgentReport;
import dev.comfymesh.executor.domain.PlacementOrders.Order;
import dev.comfymesh.kit.problem.OperatorOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;

/** What is to be placed, and what each agent said of it, for operators. */
@Path("/v1/agents")
@OperatorOnly
public class AgentsResource {
    private final Placements placements;

    AgentsResource(Placements placements) {
        this.placements = placements;
    }

    public record Agent(
            String targetId,
            Instant heardAt,
            List<String> files,
            long freeDiskBytes,
            List<AgentReport.Refused> refused) {}

    public record Agents(List<Agent> agents, List<Order> orders) {}

    @GET
    public Uni<Agents> list() {
        return placements
                .agents()
                .chain(heard -> placements
                        .wanted()
                        .map(wanted -> new Agents(
                                heard.stream().map(AgentsResource::agent).toList(), wanted.orders())));
    }

    private static Agent agent(Placements.Heard heard) {
        var report = heard.report();
        return new Agent(heard.targetId(), heard.at(), report.files(), report.freeDiskBytes(), report.refused());
    }
}
