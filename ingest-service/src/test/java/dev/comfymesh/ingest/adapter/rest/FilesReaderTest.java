package dev.comfymesh.ingest.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.ingest.app.NewFile;
import dev.comfymesh.ingest.app.NewFile.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesReaderTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final ObjectNode GRAPH = json("""
            {'1': {'class_type': 'LoadImage', 'inputs': {'image': 'face.png'}},
             '2': {'class_type': 'LoadImageMask', 'inputs': {'image': 'masks/a.png', 'channel': 'red'}},
             '3': {'class_type': 'Join', 'inputs': {'a': ['1', 0], 'n': 1}}}""");

    private Fields request;

    @Test
    void readsFilesFromWhereverTheyAre() {
        var files = read("""
                {'/input/face.png': {'upload': 'sha256:%s'},
                 '/input/masks/a.png': {'url': 'https://example.org/a.png?x=1'},
                 '/models/loras/x.safetensors': {'base64': 'AAEC'},
                 '/models/vae/y.pt': {'dataUrl': 'data:image/png;charset=x;base64,AAEC'}}""".formatted(DIGEST));

        assertThat(request.errors()).isEmpty();
        assertThat(files)
                .extracting(NewFile::path)
                .containsExactly(
                        "/input/face.png", "/input/masks/a.png", "/models/loras/x.safetensors", "/models/vae/y.pt");
        assertThat(files.get(0).source()).isEqualTo(new Source.Uploaded(DIGEST));
        assertThat(files.get(1).source()).isEqualTo(new Source.At(URI.create("https://example.org/a.png?x=1")));
        assertThat(((Source.Inline) files.get(2).source()).content()).containsExactly(0, 1, 2);
        assertThat(((Source.Inline) files.get(3).source()).content()).containsExactly(0, 1, 2);
    }

    @Test
    void needsNone() {
        assertThat(read("{}")).isEmpty();
        assertThat(FilesReader.read(Fields.of(json("{}")), GRAPH)).isEmpty();
        assertThat(FilesReader.read(Fields.of(json("{'files': null}")), GRAPH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'/etc/passwd': {'url': 'https://a.org/'}} | files./etc/passwd",
                "{'/input/../x': {'url': 'https://a.org/'}} | files./input/../x",
                "{'': {'url': 'https://a.org/'}} | files.",
                "{'/input/other.png': {'url': 'https://a.org/'}} | files./input/other.png",
                "{'/input/red': {'url': 'https://a.org/'}, '/input/red/a': {'url': 'https://a.org/'}} | files./input/red/a",
                "{'/input/face.png': 'https://a.org/'} | files./input/face.png",
                "{'/input/face.png': null} | files./input/face.png",
                "{'/input/face.png': {}} | files./input/face.png.upload",
                "{'/input/face.png': {'path': 'x'}} | files./input/face.png.path",
                "{'/input/face.png': {'url': 'https://a.org/', 'base64': 'AAEC'}} | files./input/face.png.upload",
                "{'/input/face.png': {'upload': '0123'}} | files./input/face.png.upload",
                "{'/input/face.png': {'upload': 'sha256:XYZ'}} | files./input/face.png.upload",
                "{'/input/face.png': {'upload': 7}} | files./input/face.png.upload",
                "{'/input/face.png': {'url': ''}} | files./input/face.png.url",
                "{'/input/face.png': {'url': 'face.png'}} | files./input/face.png.url",
                "{'/input/face.png': {'url': 'https://a b/'}} | files./input/face.png.url",
                "{'/input/face.png': {'base64': 'A'}} | files./input/face.png.base64",
                "{'/input/face.png': {'base64': '*'}} | files./input/face.png.base64",
                "{'/input/face.png': {'dataUrl': 'data:image/png,AAEC'}} | files./input/face.png.dataUrl",
                "{'/input/face.png': {'dataUrl': 'data:image/png;base64,'}} | files./input/face.png.dataUrl",
                "[] | files",
            })
    void namesTheFileThatIsWrong(String files, String field) {
        read(files);

        assertThat(request.errors()).extracting(FieldError::field).contains(field);
    }

    @Test
    void takesThirtyTwoFiles() {
        assertThat(read(models(32))).hasSize(32);
        assertThat(request.errors()).isEmpty();

        read(models(33));
        assertThat(request.errors()).extracting(FieldError::field).containsExactly("files");
    }

    @Test
    void saysWhatToMakeOfAFileThatNobodyReads() {
        read("{'/input/masks/b.png': {'base64': 'AAEC'}}");

        assertThat(request.errors().getFirst().detail()).contains("make an input of one exactly 'masks/b.png'");
    }

    private List<NewFile> read(String files) {
        request = Fields.of(json("{'files': %s}".formatted(files)));
        return FilesReader.read(request, GRAPH);
    }

    private static String models(int count) {
        return IntStream.range(0, count)
                .mapToObj("'/models/loras/%d.safetensors': {'base64': 'AAEC'}"::formatted)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static ObjectNode json(String text) {
        return WireJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    }
}
