package dev.comfymesh.kit.config;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps Mutiny from wrapping every lambda in copies of thread-bound contexts: request and trace live in the Vert.x
 * context, which follows the work by itself, and the wrapping cost a tenth of all CPU.
 */
@ApplicationScoped
class PlainCallbacks {
    void start(@Observes @Priority(1) StartupEvent event) {
        Infrastructure.clearInterceptors();
    }
}
