package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cannot identify image file '/srv/comfy/input/bad.png'  | cannot identify image file 'bad.png'
            No such file: /home/me/ComfyUI/models/x.safetensors    | No such file: x.safetensors
            cannot open "C:\\Users\\My Name\\ComfyUI\\in put\\a.png" | cannot open "a.png"
            cannot open '/data/my files/a b.png'                   | cannot open 'a b.png'
            failed at D:\\comfy\\nodes.py, line 3                  | failed at nodes.py, line 3
            mat1 and mat2 shapes cannot be multiplied (77x768 and 4096x320) | mat1 and mat2 shapes cannot be multiplied (77x768 and 4096x320)
            24/7 and 1/2 stay                                      | 24/7 and 1/2 stay
            """)
    void namesFilesWithoutTheirFolders(String raw, String plain) {
        assertThat(PlainText.of(raw)).isEqualTo(plain);
    }

    @Test
    void keepsOneBoundedLine() {
        assertThat(PlainText.of("first\nsecond")).isEqualTo("first");
        assertThat(PlainText.of("x".repeat(1000))).hasSize(401);
    }
}
