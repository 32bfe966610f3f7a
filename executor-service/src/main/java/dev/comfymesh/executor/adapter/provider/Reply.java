package dev.comfymesh.executor.adapter.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** What came back from one request to a provider. */
public sealed interface Reply {
    /** Names of headers are in lower case; the body is missing where it is not JSON. */
    record Got(int status, Map<String, String> headers, JsonNode body) implements Reply {
        /** Pauses that a provider asks for are believed up to this. */
        private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

        private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);
        private static final List<String> PAUSES = List.of("retry-after", "ratelimit-reset", "x-ratelimit-reset");

        public boolean ok() {
            return status / 100 == 2 && body.isContainerNode();
        }

        /** Whether it says that the request was not taken up; all else may mean that it was. */
        public boolean refuses() {
            return status / 100 == 4 && status != 408;
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** How long to stay away, from whichever header tells it: in seconds, or as a moment by the provider's own clock. */
        public Duration pause() {
            return PAUSES.stream()
                    .flatMap(name -> header(name).stream())
                    .flatMap(told -> pause(told).stream())
                    .findFirst()
                    .map(pause -> pause.isNegative() ? Duration.ZERO : pause)
                    .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
                    .orElse(USUAL_PAUSE);
        }

        private Optional<Duration> pause(String told) {
            return told.matches("\\d{1,9}")
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(told)))
                    : moment(told)
                            .flatMap(until ->
                                    header("date").flatMap(Got::moment).map(now -> Duration.between(now, until)));
        }

        private static Optional<Instant> moment(String text) {
            try {
                return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            } catch (DateTimeException noDate) {
                return Optional.empty();
            }
        }
    }

    /** The request was never sent: nobody listens there. */
    record NotSent(String cause) implements Reply {}

    record Lost(String cause) implements Reply {}

    /** The request was not sent: the account is to be left alone for so long. */
    record Held(Duration pause) implements Reply {}

    static Reply failed(Throwable failure) {
        return neverSent(failure) ? new NotSent(failure.toString()) : new Lost(failure.toString());
    }

    private static boolean neverSent(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLHandshakeException;
    }
}
