package dev.comfymesh.local.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BoardTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Nested
    class OnATerminal {
        private final Board board = new Board(out, true);

        @Test
        void drawsOverItsOwnLines() {
            board.move("kafka", "starting");
            board.move("ingest", "waiting");
            board.tell("kafka", "ready");

            assertThat(text()).endsWith("\033[2A\r\033[K  kafka      ready\n\r\033[K  ingest     waiting\n");
        }

        @Test
        void cutsWhatWouldWrap() {
            board.move("kafka", "x".repeat(200));

            assertThat(text().replace("\r\033[K", "").strip()).hasSizeLessThan(80);
        }
    }

    @Nested
    class Elsewhere {
        private final Board board = new Board(out, false);

        @Test
        void printsEachChangeOnce() {
            board.move("kafka", "starting 0.1 s");
            board.tell("kafka", "ready");
            board.tell("kafka", "ready");

            assertThat(text()).isEqualTo("  kafka      ready%n".formatted());
        }

        @Test
        void fallsSilentWhenClosed() {
            board.close();
            board.tell("kafka", "ready");

            assertThat(text()).isEmpty();
        }
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
