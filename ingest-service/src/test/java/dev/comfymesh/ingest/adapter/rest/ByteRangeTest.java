package dev.comfymesh.ingest.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.ingest.adapter.rest.ByteRange.Part;
import dev.comfymesh.ingest.adapter.rest.ByteRange.Unsatisfiable;
import dev.comfymesh.ingest.adapter.rest.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-, 0, 100",
        "bytes=10-19, 10, 10",
        "bytes=90-200, 90, 10",
        "bytes=-1, 99, 1",
        "bytes=-200, 0, 100",
    })
    void takesAPart(String header, long from, long length) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Part(from, length, 100));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"})
    void takesAllWhenThereIsNoRangeThatItUnderstands(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Whole(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
    void findsNothingBeyondTheEnd(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Unsatisfiable(100));
    }

    @Test
    void saysWhichPartItIs() {
        assertThat(new Part(10, 10, 100).contentRange()).isEqualTo("bytes 10-19/100");
    }
}
