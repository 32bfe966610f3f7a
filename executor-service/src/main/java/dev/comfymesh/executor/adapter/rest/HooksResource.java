package dev.comfymesh.executor.adapter.rest;

import dev.comfymesh.executor.app.HearProviders;
import dev.comfymesh.executor.app.Hook;
import dev.comfymesh.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Where providers tell of runs: any replica hears it, and what is told is only a reason to look. */
@Path("/hooks/{target: [A-Za-z0-9._-]+}/{attempt: [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}/{proof: [0-9a-f]{64}}")
@ProviderOnly
public class HooksResource {
    static final Problem UNPROVEN = Problem.of(
            401,
            "hook-unproven",
            "Not proven to come from the provider",
            "Send it, signed as the provider signs, to the address that the run was given.");

    private final HearProviders providers;

    HooksResource(HearProviders providers) {
        this.providers = providers;
    }

    @POST
    public Uni<Response> hear(
            @PathParam("target") String target,
            @PathParam("attempt") String attempt,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            byte[] body) {
        var message = new Hook.Message(plain(headers.getRequestHeaders()), plain(uri.getQueryParameters()), body);
        return providers.hear(target, UUID.fromString(attempt), message).map(HooksResource::answer);
    }

    /** One that is repeated or came late is answered as the first was: some senders try again until they hear 200. */
    private static Response answer(boolean believed) {
        return believed ? Response.ok().build() : UNPROVEN.response();
    }

    private static Map<String, String> plain(MultivaluedMap<String, String> values) {
        var plain = new HashMap<String, String>();
        values.forEach((name, all) -> plain.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
        return plain;
    }
}
