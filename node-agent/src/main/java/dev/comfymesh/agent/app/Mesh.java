package dev.comfymesh.agent.app;

import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.Report;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The mesh as an agent meets it; every call is made from here, and one that gets no answer in time fails. */
public interface Mesh {
    /** Waits for orders that are not the known ones; empty when nothing changed for a while. */
    Optional<Orders> orders(String known) throws IOException;

    void report(Report report) throws IOException;

    /** Reads the file's content from that byte on. */
    void read(Order order, long from, Content content) throws IOException;

    /** All that jobs want at a moment, and the word by which to ask for what comes after. */
    record Orders(String version, List<Order> orders) {
        public static final Orders NONE = new Orders("", List.of());

        public Orders {
            orders = List.copyOf(orders);
        }
    }

    /** Takes a file piece by piece. */
    interface Content {
        void append(byte[] bytes, int length) throws IOException;
    }
}
