package dev.comfymesh.router.domain;

/**
 * What the targets of one grade have in common in the course of one round.
 *
 * @param number from 0, in the order in which they were met
 * @param passRate how likely an output there passes, of whatever workflow
 */
record Grade(String name, int number, double passRate) {}
