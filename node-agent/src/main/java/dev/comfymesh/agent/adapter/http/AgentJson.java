package dev.comfymesh.agent.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.comfymesh.agent.domain.Order;
import dev.comfymesh.agent.domain.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Orders and reports on the wire; fields that this version does not know are skipped, and so are orders that cannot be. */
final class AgentJson {
    private static final Logger LOG = System.getLogger(AgentJson.class.getName());
    private static final JsonFactory JSON = new JsonFactory();

    private AgentJson() {}

    static List<Order> orders(InputStream body) throws IOException {
        var orders = new ArrayList<Order>();
        try (var json = JSON.createParser(body)) {
            expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (json.currentName().equals("orders")) {
                    expect(json, JsonToken.START_ARRAY);
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        order(json).ifPresent(orders::add);
                    }
                } else {
                    json.nextToken();
                    json.skipChildren();
                }
            }
        }
        return orders;
    }

    static void write(Report report, OutputStream out) throws IOException {
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("files");
            for (var digest : report.files()) {
                json.writeString(digest);
            }
            json.writeEndArray();
            json.writeNumberField("freeDiskBytes", report.freeDiskBytes());
            json.writeArrayFieldStart("refused");
            for (var refused : report.refused()) {
                json.writeStartObject();
                json.writeStringField("sha256", refused.sha256());
                json.writeStringField("reason", refused.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static Optional<Order> order(JsonParser json) throws IOException {
        var sha256 = "";
        var folder = "";
        var name = "";
        long bytes = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var field = json.currentName();
            json.nextToken();
            switch (field) {
                case "sha256" -> sha256 = json.getText();
                case "folder" -> folder = json.getText();
                case "name" -> name = json.getText();
                case "bytes" -> bytes = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        try {
            return Optional.of(new Order(sha256, folder, name, bytes));
        } catch (IllegalArgumentException nonsense) {
            LOG.log(Level.WARNING, "An order that cannot be is passed over: {0}", nonsense.getMessage());
            return Optional.empty();
        }
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new IOException("the mesh answered something else than orders");
        }
    }
}
