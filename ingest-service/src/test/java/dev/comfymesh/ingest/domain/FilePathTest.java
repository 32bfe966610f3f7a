package dev.comfymesh.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/input/face.png",
                "/input/a",
                "/input/masks/one/face (1).v2.png",
                "/input/_face+a@b.png",
                "/models/loras/style-1.5.safetensors",
            })
    void takesPlainPaths(String path) {
        assertThat(FilePath.find(path))
                .hasValueSatisfying(found -> assertThat(found.text()).isEqualTo(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/input",
                "/input/",
                "input/a.png",
                "/input//a.png",
                "/input/a.png/",
                "/input/../a.png",
                "/input/a/../../b",
                "/input/.hidden",
                "/input/..",
                "/input/a.",
                "/input/a ",
                "/input/ a",
                "/input/a\\b",
                "/input/a:b",
                "/input/a*b",
                "/input/a\0b",
                "/input/a\nb",
                "/input/é.png",
                "/input/~a",
                "/input/$HOME",
                "/input/con",
                "/input/NUL.png",
                "/input/com1/a.png",
                "/input/-rf",
                "/output/a.png",
                "/models/a.safetensors",
                "/models/loras/a/b.safetensors",
                "/models/../input/a",
                "//input/a",
                "C:/input/a",
                "/input/1/2/3/4/5/6/7/8/9",
            })
    void takesNoOther(String path) {
        assertThat(FilePath.find(path)).isEmpty();
        assertThatThrownBy(() -> new FilePath(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNamesOfABoundedLength() {
        assertThat(FilePath.find("/input/" + "a".repeat(128))).isPresent();
        assertThat(FilePath.find("/input/" + "a".repeat(129))).isEmpty();
        assertThat(FilePath.find("/input" + ("/" + "a".repeat(128)).repeat(4))).isEmpty();
    }

    @Test
    void tellsWhatAGraphReadsItBy() {
        assertThat(new FilePath("/input/masks/a.png").asInput()).contains("masks/a.png");
        assertThat(new FilePath("/models/loras/a.safetensors").asInput()).isEmpty();
    }

    @Test
    void findsThoseThatCannotStandBesideEachOther() {
        assertThat(colliding("/input/a", "/input/b", "/input/c/a")).isEmpty();
        assertThat(colliding("/input/a.png", "/input/A.PNG")).containsExactly("/input/A.PNG");
        assertThat(colliding("/input/a", "/input/a/b")).containsExactly("/input/a/b");
        assertThat(colliding("/input/a/b", "/input/A")).containsExactly("/input/A");
    }

    private static List<String> colliding(String... paths) {
        return FilePath.colliding(Stream.of(paths).map(FilePath::new).toList()).stream()
                .map(FilePath::text)
                .toList();
    }
}
