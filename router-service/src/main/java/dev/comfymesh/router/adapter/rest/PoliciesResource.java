package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.kit.problem.OperatorOnly;
import dev.comfymesh.router.domain.Economy;
import dev.comfymesh.router.domain.Matcher;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The policies that jobs may ask for, for operators; configuration alone changes them. */
@Path("/v1/policies")
@OperatorOnly
public class PoliciesResource {
    private final Matcher matcher;

    PoliciesResource(Matcher matcher) {
        this.matcher = matcher;
    }

    /** The usual one first, the others by name. */
    @GET
    public List<PolicyView> all() {
        var policy = matcher.policy();
        var others = policy.named().values().stream()
                .filter(economy -> !economy.equals(policy.economy()))
                .sorted(Comparator.comparing(Economy::name))
                .map(economy -> PolicyView.of(economy, false));
        return Stream.concat(Stream.of(PolicyView.of(policy.economy(), true)), others)
                .toList();
    }
}
