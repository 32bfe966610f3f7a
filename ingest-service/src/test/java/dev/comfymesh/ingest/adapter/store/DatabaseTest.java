package dev.comfymesh.ingest.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    @Test
    void isAwayWhenItCannotBeReached() {
        assertThat(Database.isAway(new ConnectException("refused"))).isTrue();
        assertThat(Database.isAway(new HibernateException("no session", ClosedConnectionException.INSTANCE)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"57P01, true", "57P03, true", "53300, true", "40P01, true", "23505, false", "22021, false"})
    void isAwayWhenItSaysSo(String sqlState, boolean away) {
        assertThat(Database.isAway(new PgException("it says so", "ERROR", sqlState, "")))
                .isEqualTo(away);
    }

    @Test
    void isThereWhenWeAreAtFault() {
        assertThat(Database.isAway(new IllegalArgumentException("not a Selected", new ConnectException("odd"))))
                .isFalse();
        assertThat(Database.isAway(new IllegalStateException("a bug"))).isFalse();
    }
}
