package dev.comfymesh.testkit.planted.app;

record JobManager(InfoOfAJob info) {
    record InfoOfAJob(String text) {}
}
