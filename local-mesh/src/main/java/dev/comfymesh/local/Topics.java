package dev.comfymesh.local;

import dev.comfymesh.contracts.Topic;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of one broker. */
record Topics(String address) {

    /** Creates those that are missing; the others stay as they are. */
    void create(Collection<Topic> topics) {
        try (var admin = Admin.create(settings())) {
            var present = admin.listTopics().names().get();
            var missing = topics.stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .map(Topics::describe)
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("topics cannot be created at " + address, refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics are created", interrupted);
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                // Reporters are loaded by name, which fails where a test framework swaps the context class loader.
                AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG,
                "");
    }

    private static NewTopic describe(Topic topic) {
        var policy = topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        policy,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(topic.retention().toMillis())));
    }
}
