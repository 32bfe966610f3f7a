package dev.comfymesh.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
    private static final TopicPartition TARGETS = new TopicPartition(Topic.TARGETS.name(), 0);

    @TempDir
    Path directory;

    @Test
    void keepsTopicsAndRecordsBetweenRuns() throws Exception {
        try (var broker = KafkaBroker.start(directory, Port.free().number())) {
            broker.createTopics(Topic.ALL);
            send(broker, "sim-a", "first run");
        }

        try (var broker = KafkaBroker.start(directory, Port.free().number())) {
            broker.createTopics(Topic.ALL);

            assertThat(partitions(broker))
                    .containsEntry(Topic.JOBS.name(), 12)
                    .containsEntry(Topic.OBSERVATIONS.name(), 1)
                    .hasSize(Topic.ALL.size());
            assertThat(received(broker)).containsExactly("first run");
        }
    }

    @Test
    void replacesTheBrokerThatAKilledOwnerLeftBehind() {
        var abandoned = KafkaBroker.start(directory, Port.free().number());
        var pidFile = new PidFile(directory.resolve("broker.pid"));
        var orphan = pidFile.process().orElseThrow();

        try (var successor = KafkaBroker.start(directory, Port.free().number())) {
            assertThat(Ending.hasCome(orphan)).isTrue();
            assertThat(successor.address()).isNotEqualTo(abandoned.address());
        }
        assertThat(pidFile.process()).isEmpty();
    }

    private static void send(KafkaBroker broker, String key, String value) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.address());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TARGETS.topic(), key, value)).get();
        }
    }

    private static List<String> received(KafkaBroker broker) {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(TARGETS));
            return consumer.poll(Duration.ofSeconds(20)).records(TARGETS).stream()
                    .map(record -> record.value())
                    .toList();
        }
    }

    private static Map<String, Integer> partitions(KafkaBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            var descriptions =
                    admin.describeTopics(admin.listTopics().names().get()).allTopicNames();
            return descriptions.get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            topic -> topic.getValue().partitions().size()));
        }
    }
}
