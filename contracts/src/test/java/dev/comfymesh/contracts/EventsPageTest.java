package dev.comfymesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventsPageTest {
    private static final Path PAGE = Path.of("../docs/events.md");

    @Test
    void isUpToDate() throws IOException {
        var printed = EventsPage.print();
        if (System.getProperty("update-docs") != null) {
            Files.writeString(PAGE, printed);
        }

        assertThat(PAGE)
                .as("docs/events.md is generated: run this test with -Dupdate-docs to write it anew")
                .hasContent(printed);
    }
}
