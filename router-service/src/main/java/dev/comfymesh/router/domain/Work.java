package dev.comfymesh.router.domain;

/** One kind of work that targets make offers for: how long it runs, what it needs, and how its price is made. */
record Work(Estimates.Service service, String digest, Needs needs, Pricing pricing) {}
