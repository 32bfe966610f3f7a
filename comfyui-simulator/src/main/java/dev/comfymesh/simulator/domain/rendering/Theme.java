package dev.comfymesh.simulator.domain.rendering;

import static dev.comfymesh.simulator.domain.rendering.Mood.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What a prompt's words ask for: a motif and the moods that suit it; words that mean nothing here leave it to chance. */
record Theme(Motif motif, List<Mood> moods) {

    enum Motif {
        MOUNTAINS,
        OCEAN,
        FOREST,
        CITY,
        DUNES,
        FLOW
    }

    private record MotifWord(String stem, Motif motif) {}

    private record MoodWord(String stem, List<Mood> moods) {}

    private static final List<MotifWord> MOTIFS = List.of(
            new MotifWord("ocean", Motif.OCEAN),
            new MotifWord("sea", Motif.OCEAN),
            new MotifWord("lake", Motif.OCEAN),
            new MotifWord("water", Motif.OCEAN),
            new MotifWord("harbo", Motif.OCEAN),
            new MotifWord("beach", Motif.OCEAN),
            new MotifWord("island", Motif.OCEAN),
            new MotifWord("cit", Motif.CITY),
            new MotifWord("street", Motif.CITY),
            new MotifWord("skyline", Motif.CITY),
            new MotifWord("cyber", Motif.CITY),
            new MotifWord("tower", Motif.CITY),
            new MotifWord("forest", Motif.FOREST),
            new MotifWord("tree", Motif.FOREST),
            new MotifWord("wood", Motif.FOREST),
            new MotifWord("desert", Motif.DUNES),
            new MotifWord("dune", Motif.DUNES),
            new MotifWord("hill", Motif.DUNES),
            new MotifWord("mountain", Motif.MOUNTAINS),
            new MotifWord("alp", Motif.MOUNTAINS),
            new MotifWord("valley", Motif.MOUNTAINS),
            new MotifWord("abstract", Motif.FLOW),
            new MotifWord("marble", Motif.FLOW),
            new MotifWord("pattern", Motif.FLOW),
            new MotifWord("galax", Motif.FLOW));

    private static final List<MoodWord> MOODS = List.of(
            new MoodWord("night", List.of(NIGHT, AURORA)),
            new MoodWord("moon", List.of(NIGHT, DUSK)),
            new MoodWord("star", List.of(NIGHT, AURORA)),
            new MoodWord("aurora", List.of(AURORA)),
            new MoodWord("neon", List.of(NEON)),
            new MoodWord("cyber", List.of(NEON, NIGHT)),
            new MoodWord("sunset", List.of(SUNSET, GOLDEN, DUSK)),
            new MoodWord("sunrise", List.of(DAWN, ROSE)),
            new MoodWord("dawn", List.of(DAWN, ROSE)),
            new MoodWord("morning", List.of(DAWN, MINT)),
            new MoodWord("dusk", List.of(DUSK, SUNSET)),
            new MoodWord("golden", List.of(GOLDEN, AUTUMN)),
            new MoodWord("autumn", List.of(AUTUMN)),
            new MoodWord("winter", List.of(WINTER)),
            new MoodWord("snow", List.of(WINTER, DAY)),
            new MoodWord("spring", List.of(ROSE, MINT)),
            new MoodWord("pink", List.of(ROSE)),
            new MoodWord("desert", List.of(DESERT, GOLDEN)),
            new MoodWord("fog", List.of(MINT, WINTER)),
            new MoodWord("mist", List.of(MINT, DAWN)),
            new MoodWord("tropic", List.of(MINT, DAY)),
            new MoodWord("summer", List.of(DAY, GOLDEN)));

    static Theme of(String prompt, RandomGenerator dice) {
        var words = List.of(prompt.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"));
        var motif = MOTIFS.stream()
                .filter(entry -> mentions(words, entry.stem()))
                .map(MotifWord::motif)
                .findFirst()
                .orElse(Motif.values()[dice.nextInt(Motif.values().length)]);
        var moods = new ArrayList<Mood>();
        MOODS.stream().filter(entry -> mentions(words, entry.stem())).forEach(entry -> moods.addAll(entry.moods()));
        if (moods.isEmpty()) {
            moods.addAll(List.of(
                    Mood.values()[dice.nextInt(Mood.values().length)],
                    Mood.values()[dice.nextInt(Mood.values().length)],
                    Mood.values()[dice.nextInt(Mood.values().length)]));
        }
        return new Theme(motif, List.copyOf(moods));
    }

    private static boolean mentions(List<String> words, String stem) {
        return words.stream().anyMatch(word -> word.startsWith(stem));
    }
}
