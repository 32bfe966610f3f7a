package dev.comfymesh.kit.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * How many records each incoming channel is behind its topic, at its worst partition: one number a channel, looked up
 * when somebody asks, from what the client counts anyway. Not a number before the first records.
 */
@ApplicationScoped
class ConsumerLag {
    private static final String METRIC = "comfymesh.inbox.lag";
    private static final String GROUP = "consumer-fetch-manager-metrics";
    private static final String MOST = "records-lag-max";

    private final KafkaClientService kafka;
    private final MeterRegistry meters;

    ConsumerLag(KafkaClientService kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        for (var channel : kafka.getConsumerChannels()) {
            Gauge.builder(METRIC, channel, this::behind)
                    .tags("channel", channel)
                    .strongReference(true)
                    .register(meters);
        }
    }

    private double behind(String channel) {
        var consumer = kafka.getConsumer(channel);
        return consumer == null
                ? Double.NaN
                : consumer.unwrap().metrics().entrySet().stream()
                        .filter(metric -> metric.getKey().name().equals(MOST)
                                && metric.getKey().group().equals(GROUP)
                                && !metric.getKey().tags().containsKey("partition"))
                        .map(metric -> metric.getValue().metricValue())
                        .filter(Double.class::isInstance)
                        .mapToDouble(Double.class::cast)
                        .max()
                        .orElse(Double.NaN);
    }
}
