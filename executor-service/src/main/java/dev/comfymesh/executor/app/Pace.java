package dev.comfymesh.executor.app;

import java.time.Duration;

/**
 * How often and how long we do things.
 *
 * @param poll a run is looked at this often, whatever its socket says
 * @param quickLook the pause before looking again when an event said that a run is over and the node does not show it yet
 * @param quickLooks how many such looks follow one event
 * @param settling a run that ends within this time of its start has both stated together
 * @param greeting how long a submit waits for the socket that will hear its events
 * @param fetchRounds how many times the outputs of a run may be unavailable before the run counts as lost
 * @param observe a node is looked at this often
 * @param restate an unchanged observation is published again after this time
 * @param observeGap two observations are at least this far apart
 * @param catalogue what a node offers is read again after this time
 * @param notes progress is told this often at most, previews half as often
 */
public record Pace(
        Duration poll,
        Duration quickLook,
        int quickLooks,
        Duration settling,
        Duration greeting,
        int fetchRounds,
        Duration observe,
        Duration restate,
        Duration observeGap,
        Duration catalogue,
        Duration notes) {}
