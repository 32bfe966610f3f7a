package dev.comfymesh.executor.adapter.rest;

import dev.comfymesh.executor.app.NodeAgents;
import dev.comfymesh.executor.app.Placements;
import dev.comfymesh.executor.domain.AgentReport;
import dev.comfymesh.executor.domain.PlacementOrders;
import dev.comfymesh.executor.domain.PlacementOrders.Order;
import dev.comfymesh.kit.objects.ObjectStore;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agents beside nodes ask for and report; any replica answers any of them. */
@Path("/v1/agents/{target: [A-Za-z0-9._-]+}")
@AgentOnly
public class NodeAgentsResource {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final String DIGEST = "[0-9a-f]{64}";

    private final Placements placements;
    private final NodeAgents agents;
    private final ObjectStore objects;

    NodeAgentsResource(Placements placements, NodeAgents agents, ObjectStore objects) {
        this.placements = placements;
        this.agents = agents;
        this.objects = objects;
    }

    public record Orders(List<Order> orders) {}

    public record Report(
            @NotNull @Size(max = 10_000) List<@NotNull @Pattern(regexp = DIGEST) String> files,
            @Min(0) long freeDiskBytes,
            @NotNull @Size(max = 1_000) List<@NotNull @Valid Refused> refused) {

        AgentReport report() {
            return new AgentReport(
                    files,
                    freeDiskBytes,
                    refused.stream()
                            .map(order -> new AgentReport.Refused(order.sha256(), order.reason()))
                            .toList());
        }
    }

    public record Refused(
            @NotNull @Pattern(regexp = DIGEST) String sha256,
            @NotNull @Size(max = 400) String reason) {}

    @PUT
    public Uni<Response> report(@PathParam("target") String target, @NotNull @Valid Report report) {
        return placements.hear(target, report.report()).map(known -> {
            if (!known) {
                throw missing("target-not-found", "There is no such target", "No target has the id " + target + ".");
            }
            return Response.noContent().build();
        });
    }

    /** All orders; with the tag of the known ones and {@code Prefer: wait=<seconds>}, as soon as there are others. */
    @GET
    @Path("orders")
    public Uni<Response> orders(
            @HeaderParam("If-None-Match") @Nullable String known, @HeaderParam("Prefer") @Nullable String prefer) {
        var version = known == null ? "" : known.replace("\"", "");
        return agents.orders(version, patience(prefer)).map(orders -> answer(orders, version));
    }

    @GET
    @Path("files/{sha256: " + DIGEST + "}")
    public Uni<Response> file(
            @PathParam("sha256") String sha256,
            @HeaderParam("Range") @Nullable String range,
            @Context HttpServerRequest request) {
        return placements
                .find(sha256)
                .map(found -> found.orElseThrow(() -> missing(
                        "file-not-wanted", "There is no such file", "No job wants a file with this digest now.")))
                .chain(file -> new ModelDownload(file, range).send(objects, request));
    }

    private static Response answer(PlacementOrders orders, String known) {
        var tag = new EntityTag(orders.version());
        return orders.version().equals(known)
                ? Response.notModified(tag).build()
                : Response.ok(new Orders(orders.orders())).tag(tag).build();
    }

    /** As RFC 7240 writes it; what is not understood is no wish. */
    private static Duration patience(@Nullable String prefer) {
        if (prefer == null || !prefer.matches("wait=\\d{1,4}")) {
            return Duration.ZERO;
        }
        var wish = Duration.ofSeconds(Long.parseLong(prefer.substring("wait=".length())));
        return wish.compareTo(LONGEST_WAIT) < 0 ? wish : LONGEST_WAIT;
    }

    private static ProblemException missing(String code, String title, String detail) {
        return new ProblemException(Problem.of(404, code, title, detail));
    }
}
