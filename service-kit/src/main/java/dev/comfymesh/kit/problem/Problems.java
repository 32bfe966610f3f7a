package dev.comfymesh.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.opentelemetry.api.trace.Span;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives every failure of a request its problem; what nobody foresaw becomes a 500 that tells the trace and no more. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private static final Map<Integer, Problem> BY_STATUS = List.of(
                    Problem.of(
                            400,
                            "bad-request",
                            "The request cannot be read",
                            "Check path, query and headers of the request."),
                    Problem.of(401, "unauthorized", "Who is asking?", "Send the header 'Authorization: Bearer <key>'."),
                    Problem.of(403, "forbidden", "Not allowed", "This key may not do that."),
                    Problem.of(
                            404, "not-found", "There is no such thing", "Check the path, and that its ids are yours."),
                    Problem.of(
                            405, "method-not-allowed", "Wrong method", "Use one of the methods in the Allow header."),
                    Problem.of(406, "not-acceptable", "No such representation", "Accept application/json."),
                    Problem.of(413, "too-large", "The body is too large", "Send a smaller body."),
                    Problem.of(
                            415,
                            "unsupported-media-type",
                            "Wrong media type",
                            "Send 'Content-Type: application/json'."))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Problem::status, problem -> problem));

    @ServerExceptionMapper
    Response of(ProblemException failure) {
        return failure.problem().response();
    }

    @ServerExceptionMapper
    Response of(JsonProcessingException failure) {
        return ofJson(failure).response();
    }

    /** The framework maps this one by itself, to an answer that says nothing; naming it here is nearer. */
    @ServerExceptionMapper
    Response of(MismatchedInputException failure) {
        return ofJson(failure).response();
    }

    @ServerExceptionMapper
    Response of(ConstraintViolationException failure) {
        var errors =
                failure.getConstraintViolations().stream().map(Problems::error).toList();
        return Problem.of(
                        422, "invalid-field", "A field has a wrong value", "See 'errors' for each field and its rule.")
                .with("errors", errors)
                .response();
    }

    @ServerExceptionMapper
    Response of(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return of(json);
        }
        var status = failure.getResponse().getStatus();
        var known = BY_STATUS.get(status);
        if (known == null) {
            return status >= 500 || status < 400
                    ? failure.getResponse()
                    : Problem.of(status, "refused", "The request is refused", "The server answered " + status + ".")
                            .response();
        }
        var answer = known.response();
        var allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response of(Throwable failure) {
        var trace = Span.current().getSpanContext().getTraceId();
        LOG.errorf(failure, "A request failed for a reason that nobody foresaw, trace %s", trace);
        return Problem.of(
                        500,
                        "internal",
                        "Something broke on our side",
                        "Try again; if it stays, report this trace id: " + trace)
                .with("traceId", trace)
                .response();
    }

    /** What is wrong with a JSON body, and where. */
    public static Problem ofJson(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                Problem.of(
                        422,
                        "unknown-field",
                        "A field is not known",
                        "Remove '%s', or check its spelling.".formatted(path(unknown)));
            case MismatchedInputException mismatch ->
                Problem.of(
                        422,
                        "wrong-type",
                        "A field has a wrong type",
                        "Change the type of '%s'.".formatted(path(mismatch)));
            default -> {
                var at = failure.getLocation();
                yield Problem.of(
                        400,
                        "malformed-json",
                        "The body is not JSON",
                        at == null
                                ? "Send a JSON object."
                                : "Correct the JSON at line %d, column %d."
                                        .formatted(at.getLineNr(), at.getColumnNr()));
            }
        };
    }

    private static String path(JsonMappingException failure) {
        var path = failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path.isEmpty() ? "the body" : path;
    }

    private static Map<String, String> error(ConstraintViolation<?> violation) {
        return Map.of("field", violation.getPropertyPath().toString(), "detail", violation.getMessage());
    }
}
