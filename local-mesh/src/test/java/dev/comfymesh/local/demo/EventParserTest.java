package dev.comfymesh.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventParserTest {
    private final EventParser parser = new EventParser();

    @Test
    void putsAnEventTogether() {
        assertThat(events("id: 7", "event: job.accepted", "data: {}", ""))
                .containsExactly(new StreamEvent("7", "job.accepted", "{}"));
    }

    @Test
    void joinsDataLines() {
        assertThat(events("event:snapshot", "data:{", "data:}", ""))
                .containsExactly(new StreamEvent(null, "snapshot", "{\n}"));
    }

    @Test
    void keepsTheLastIdForEventsWithoutOne() {
        assertThat(events("id:7", "data:a", "", "event:progress", "data:b", ""))
                .containsExactly(new StreamEvent("7", "message", "a"), new StreamEvent("7", "progress", "b"));
    }

    @Test
    void passesOverCommentsAndEmptyEvents() {
        assertThat(events(":still here", "", "retry: 5", "", "event: nothing", "", "data", ""))
                .containsExactly(new StreamEvent(null, "message", ""));
    }

    @Test
    void knowsTheLastEventOfAJob() {
        assertThat(new StreamEvent("9", "job.failed", "{}").isLast()).isTrue();
        assertThat(new StreamEvent("9", "job.cancelling", "{}").isLast()).isFalse();
    }

    private List<StreamEvent> events(String... lines) {
        return List.of(lines).stream()
                .flatMap(line -> parser.take(line).stream())
                .toList();
    }
}
