package dev.comfymesh.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.hibernate.StaleStateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TroubleTest {

    @ParameterizedTest
    @MethodSource
    void passes(Throwable failure) {
        assertThat(Trouble.passes(failure)).isTrue();
    }

    static Stream<Throwable> passes() {
        return Stream.of(
                new IOException("connection reset"),
                new CompletionException(new IOException("wrapped")),
                new NotLeaderOrFollowerException("moving"),
                new CompletionException(new NoStackTraceThrowable("Pool closed")),
                new StaleStateException("another consumer was first"),
                sql("40001"),
                sql("57P01"));
    }

    @ParameterizedTest
    @MethodSource
    void staysForEver(Throwable failure) {
        assertThat(Trouble.passes(failure)).isFalse();
    }

    static Stream<Throwable> staysForEver() {
        return Stream.of(
                new IllegalArgumentException("not a fact", new JsonParseException(null, "unexpected end")),
                new CompletionException(new JsonParseException(null, "unexpected end")),
                new NullPointerException(),
                new IllegalStateException("nobody knows this one"),
                sql("23505"),
                sql(null));
    }

    private static PgException sql(String state) {
        return new PgException("no", "ERROR", state, null);
    }
}
