package dev.comfymesh.executor.adapter.provider.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.ProviderText;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads why a run came to nothing: models complain by field, and fal's own machinery by a type. */
final class FalErrors {
    private FalErrors() {}

    static RemoteRun read(Reply.Got answer, Bill bill) {
        var type = answer.header("x-fal-error-type")
                .orElse(answer.body().path("error_type").asText(""));
        if (type.equals("client_cancelled")) {
            return new RemoteRun.Stopped(bill);
        }
        return new RemoteRun.Failed(fault(answer, type), sentence(answer.body()), bill);
    }

    private static ProviderFault fault(Reply.Got answer, String type) {
        if (type.equals("request_timeout")) {
            return ProviderFault.START_TIMEOUT;
        }
        if (type.startsWith("runner_") || type.equals("startup_timeout")) {
            return ProviderFault.INFRASTRUCTURE;
        }
        if (complains(answer.body(), "content_policy_violation")) {
            return ProviderFault.CONTENT_REJECTED;
        }
        return switch (answer.status()) {
            case 400, 422 -> ProviderFault.INVALID_REQUEST;
            case 401, 402, 403 -> ProviderFault.ACCOUNT;
            case 502, 503, 504 -> ProviderFault.INFRASTRUCTURE;
            default -> ProviderFault.RUN_ERROR;
        };
    }

    private static boolean complains(JsonNode body, String type) {
        return StreamSupport.stream(body.path("detail").spliterator(), false)
                .anyMatch(problem -> problem.path("type").asText().equals(type));
    }

    static String sentence(JsonNode body) {
        var detail = body.path("detail");
        var told = detail.isTextual()
                ? detail.asText()
                : StreamSupport.stream(detail.spliterator(), false)
                        .map(FalErrors::problem)
                        .collect(Collectors.joining("; "));
        return ProviderText.sentence("The provider refused the run", told);
    }

    private static String problem(JsonNode problem) {
        var place = problem.path("loc");
        var field = place.isEmpty() ? "" : place.get(place.size() - 1).asText() + ": ";
        return field + problem.path("msg").asText("");
    }
}
