package dev.comfymesh.agent.adapter.disk;

import dev.comfymesh.agent.app.Shelf.UnfinishedFile;
import dev.comfymesh.agent.domain.Order;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file on its way, beside the place where it belongs and under a name that no node offers. */
final class PartFile implements UnfinishedFile {
    private static final String SUFFIX = ".part";
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Order order;
    private final Path path;
    private final Path place;
    private final FileChannel channel;
    private final MessageDigest digest;
    private long bytes;

    private PartFile(Order order, Path path, Path place, FileChannel channel, MessageDigest digest) {
        this.order = order;
        this.path = path;
        this.place = place;
        this.channel = channel;
        this.digest = digest;
    }

    static Path beside(Path folder, Order order) {
        return folder.resolve("." + order.name() + SUFFIX);
    }

    static boolean isOne(Path file) {
        var name = file.getFileName().toString();
        return name.startsWith(".cm-") && name.endsWith(SUFFIX);
    }

    /** Reads what is there already, so that only the rest has to be fetched. */
    static PartFile open(Order order, Path path, Path place) throws IOException {
        var channel = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        var file = new PartFile(order, path, place, channel, sha256());
        file.readWhatIsThere();
        return file;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void append(byte[] content, int length) throws IOException {
        if (bytes + length > order.bytes()) {
            throw new IOException("the mesh sends more than the %d bytes of the order".formatted(order.bytes()));
        }
        var buffer = ByteBuffer.wrap(content, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        digest.update(content, 0, length);
        bytes += length;
    }

    @Override
    public boolean finish() throws IOException {
        if (bytes < order.bytes()) {
            throw new IOException("the mesh sent %d of %d bytes".formatted(bytes, order.bytes()));
        }
        var asOrdered = HexFormat.of().formatHex(digest.digest()).equals(order.sha256());
        if (asOrdered) {
            channel.force(true);
            Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(path);
        }
        return asOrdered;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void readWhatIsThere() throws IOException {
        if (channel.size() > order.bytes()) {
            channel.truncate(0);
        }
        var buffer = ByteBuffer.allocate(CHUNK_BYTES);
        while (channel.read(buffer.clear()) > 0) {
            bytes += buffer.position();
            digest.update(buffer.flip());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
