package dev.comfymesh.testkit;

import dev.comfymesh.contracts.Topic;
import dev.comfymesh.local.KafkaBroker;
import dev.comfymesh.local.Port;
import dev.comfymesh.local.PostgresServer;
import dev.comfymesh.local.Trees;
import java.nio.file.Path;

/** Where the PostgreSQL and the Kafka of this test run listen: real servers, one of each in a JVM, fresh in every run. */
public record Servers(String postgres, String kafka) {
    private static final Path DIRECTORY = Path.of("target", "servers").toAbsolutePath();
    private static final String POSTGRES = "testkit.postgres";
    private static final String KAFKA = "testkit.kafka";

    /** The servers, started on free ports by the first who asks; they end with the JVM. */
    public static Servers shared() {
        // System properties, as Quarkus may load this class more than once in a JVM.
        synchronized (System.getProperties()) {
            if (System.getProperty(KAFKA) == null) {
                start();
            }
            return new Servers(System.getProperty(POSTGRES), System.getProperty(KAFKA));
        }
    }

    private static void start() {
        var postgresDirectory = DIRECTORY.resolve("postgres");
        var kafkaDirectory = DIRECTORY.resolve("kafka");
        PostgresServer.endOrphan(postgresDirectory);
        KafkaBroker.endOrphan(kafkaDirectory);
        Trees.delete(DIRECTORY);
        var postgres = PostgresServer.start(postgresDirectory, Port.free().number());
        var kafka = KafkaBroker.start(kafkaDirectory, Port.free().number());
        kafka.createTopics(Topic.ALL);
        System.setProperty(POSTGRES, postgres.address());
        System.setProperty(KAFKA, kafka.address());
    }
}
