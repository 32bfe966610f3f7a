package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.json.PythonError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A binary heap laid out exactly as Python's, since clients see its array; lowest (number, id) first. */
final class PromptHeap {

    private List<Prompt> items = new ArrayList<>();

    /** Adds a prompt. Comparing two with equal number and id fails as in Python, yet the new one stays in the heap. */
    void push(Prompt prompt) {
        items.add(prompt);
        siftUp(0, items.size() - 1);
    }

    Prompt pop() {
        var last = items.removeLast();
        if (items.isEmpty()) {
            return last;
        }
        var first = items.set(0, last);
        sink(0);
        return first;
    }

    /** Takes out the first prompt of the array with this id. */
    Optional<Prompt> remove(String id) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id().equals(id)) {
                var removed = items.remove(i);
                for (int root = items.size() / 2 - 1; root >= 0; root--) {
                    sink(root);
                }
                return Optional.of(removed);
            }
        }
        return Optional.empty();
    }

    List<Prompt> clear() {
        var removed = items;
        items = new ArrayList<>();
        return removed;
    }

    List<Prompt> array() {
        return List.copyOf(items);
    }

    int size() {
        return items.size();
    }

    private void siftUp(int top, int place) {
        var item = items.get(place);
        while (place > top) {
            int parent = (place - 1) / 2;
            if (!less(item, items.get(parent))) {
                break;
            }
            items.set(place, items.get(parent));
            place = parent;
        }
        items.set(place, item);
    }

    /** Python sinks to the bottom first and climbs back, which leaves another array than the usual way. */
    private void sink(int top) {
        int place = top;
        var item = items.get(place);
        int child = 2 * place + 1;
        while (child < items.size()) {
            int right = child + 1;
            if (right < items.size() && !less(items.get(child), items.get(right))) {
                child = right;
            }
            items.set(place, items.get(child));
            place = child;
            child = 2 * place + 1;
        }
        items.set(place, item);
        siftUp(top, place);
    }

    private static boolean less(Prompt left, Prompt right) {
        int order = Double.compare(left.number().doubleValue(), right.number().doubleValue());
        if (order == 0) {
            order = left.id().compareTo(right.id());
        }
        if (order == 0) {
            throw new PythonError("TypeError", "'<' not supported between instances of 'dict' and 'dict'");
        }
        return order < 0;
    }
}
