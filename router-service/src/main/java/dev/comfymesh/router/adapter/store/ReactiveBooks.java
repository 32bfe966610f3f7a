package dev.comfymesh.router.adapter.store;

import dev.comfymesh.router.app.Books;
import dev.comfymesh.router.app.JobBook;
import dev.comfymesh.router.app.PoisonBook;
import dev.comfymesh.router.app.TargetBook;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens the books within the transaction of a Hibernate session. */
@ApplicationScoped
class ReactiveBooks implements Books<Mutiny.Session> {
    @Override
    public JobBook jobs(Mutiny.Session session) {
        return new SessionJobBook(session);
    }

    @Override
    public TargetBook targets(Mutiny.Session session) {
        return new SessionTargetBook(session);
    }

    @Override
    public PoisonBook poison(Mutiny.Session session) {
        return new SessionPoisonBook(session);
    }
}
