package dev.comfymesh.agent.app;

import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.PlacedFile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The node's folders of models, of which only what was placed here is ever seen or touched. */
public interface Shelf {
    List<PlacedFile> placed() throws IOException;

    long freeBytes() throws IOException;

    /** How much was fetched of the order before. */
    long fetchedBytes(Order order) throws IOException;

    /** The order's file to go on with; refused where the folder is not there or leads elsewhere. */
    UnfinishedFile open(Order order) throws IOException, Refused;

    /** Notes that a job wants the file at this time. */
    void wanted(PlacedFile file, Instant at) throws IOException;

    void delete(PlacedFile file) throws IOException;

    /** Deletes what was fetched of other orders than these. */
    void keepUnfinished(List<Order> orders) throws IOException;

    /** A file on its way; closed before its end, it is gone on with later. */
    interface UnfinishedFile extends Mesh.Content, AutoCloseable {
        long bytes();

        /** Puts the file in its place, at once and whole; false, and nothing is left, when its content is not what was ordered. */
        boolean finish() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** What was ordered may not be done here. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        public Refused(String reason) {
            super(reason);
        }
    }
}
