package dev.comfymesh.scoring.adapter.imageio;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.comfymesh.scoring.app.Decoder;
import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Header;
import dev.comfymesh.scoring.domain.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The decoders of the JDK, and one for WebP. Metadata is skipped: ComfyUI keeps whole graphs in it. Which decoder takes a
 * file follows from its first bytes alone, never from what else is on the classpath.
 */
public final class ImageIoDecoder implements Decoder {
    @Override
    public Decoded decode(byte[] content) {
        return Header.of(content)
                .map(header -> decode(header, content))
                .orElseGet(() -> new Decoded.Unreadable("no decoder takes it"));
    }

    private static Decoded decode(Header header, byte[] content) {
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            return read(reader(header.format()), input, header.orientation());
        } catch (EOFException endsTooSoon) {
            return new Decoded.Unreadable("it ends too soon");
        } catch (IOException | RuntimeException broken) {
            // The decoders throw almost anything at a damaged file.
            return new Decoded.Unreadable(String.valueOf(broken.getMessage()));
        }
    }

    private static ImageReader reader(Header.Format format) throws IOException {
        return switch (format) {
            case PNG, JPEG, GIF, BMP ->
                ImageIO.getImageReadersByFormatName(format.name()).next();
            case WEBP -> new WebPImageReaderSpi().createReaderInstance();
        };
    }

    private static Decoded read(ImageReader reader, ImageInputStream input, int orientation) throws IOException {
        var warning = new AtomicReference<@Nullable String>();
        try {
            reader.setInput(input, true, true);
            // A file that ends too soon is only worth a warning to them.
            reader.addIIOReadWarningListener((_, text) -> warning.compareAndSet(null, text));
            var image = reader.read(0);
            var damage = warning.get();
            return damage == null
                    ? new Decoded.Readable(new Picture(colours(image).turned(orientation)))
                    : new Decoded.Unreadable(damage);
        } finally {
            reader.dispose();
        }
    }

    private static Colours colours(BufferedImage image) {
        var bands = new byte[3 * image.getWidth() * image.getHeight()];
        var row = new Row(image);
        for (var y = 0; y < image.getHeight(); y++) {
            row.readInto(bands, y);
        }
        return new Colours(image.getWidth(), image.getHeight(), bands);
    }
}
