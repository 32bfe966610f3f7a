package dev.comfymesh.simulator.domain.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {

    private static final Picture PICTURE = new Picture(2, 2, new int[] {0xff0000, 0x00ff00, 0x0000ff, 0x102030});

    @Test
    void decodesToTheSamePixels() throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(Png.encode(PICTURE, Map.of(), 4)));

        var pixels = image.getRGB(0, 0, 2, 2, null, 0, 2);
        assertThat(pixels).containsExactly(0xffff0000, 0xff00ff00, 0xff0000ff, 0xff102030);
    }

    @Test
    void carriesTextsBeforeThePixels() {
        var bytes = Png.encode(PICTURE, Map.of("prompt", "{\"1\": {}}"), 4);

        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("tEXtprompt\0{\"1\": {}}");
        assertThat(text.indexOf("tEXt")).isLessThan(text.indexOf("IDAT"));
    }
}
