package dev.comfymesh.router.app;

import dev.comfymesh.router.domain.Decision.Assigned;
import dev.comfymesh.router.domain.Decision.GivenUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sees what the router does, and changes nothing of it. */
public interface Watch {
    /** Facts were followed; said within the transaction, so once more when that is repeated. */
    void followed(List<Heard> heard, Followed followed);

    /** This was booked; said within the transaction too. */
    void booked(List<Booked> entries);

    /** A round took so long to decide. */
    void decided(Duration took);

    /** These were made durable. */
    void assigned(List<Assigned> decisions, Instant at);

    /** So many targets are used although they are ejected, because too many are. */
    void lifted(int ejections);

    /** So many retries wait, because there are too many of them. */
    void held(int retries);

    /** So many candidates were added to run beside others. */
    void hedged(int candidates);

    void gaveUp(List<GivenUp> decisions);
}
