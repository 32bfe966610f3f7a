package dev.comfymesh.executor.domain;

/** Whether a container file is whole, all of it and with what describes it; and the size of its picture, 0 where none was seen. */
public record Container(boolean whole, int width, int height) {
    static final Container UNSEEN = new Container(false, 0, 0);
}
