package dev.comfymesh.scoring.domain.text;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Region;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Text in the picture, as PP-OCR finds and reads it: what cannot be read is none, for much else looks like a line of text. */
public final class Lettering implements Scorer {
    private static final Cutting FOR_DETECTION =
            new Cutting(new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});
    private static final Cutting FOR_RECOGNITION =
            new Cutting(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.5f, 0.5f, 0.5f});
    private static final int STRIDE = 32;
    private static final int LINE_HEIGHT = 48;
    private static final int LEAST_LINE_WIDTH = 320;
    private static final int MOST_LINE_WIDTH = 1_600;
    private static final int MOST_LINES = 64;
    private static final double LEAST_CONFIDENCE = 0.5;

    /** The rim of a cup reads as an O, and a post as an l: a letter alone is rather none. */
    private static final int FEWEST_LETTERS = 2;

    private static final String DETECTION = "ppocr-detection";
    private static final String RECOGNITION = "ppocr-recognition";

    private final Models models;
    private final Alphabet alphabet;
    private final int maxSide;

    /** @param maxSide the size at which text is looked for in larger pictures */
    public Lettering(Models models, Alphabet alphabet, int maxSide) {
        this.models = models;
        this.alphabet = alphabet;
        this.maxSide = maxSide;
    }

    private record Line(Slant box, String text) {}

    @Override
    public String id() {
        return "lettering@2";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.TEXT_AREA, Dimension.TEXT_LINES);
    }

    @Override
    public Set<String> models() {
        return Set.of(DETECTION, RECOGNITION);
    }

    @Override
    public Reading measure(Features features) {
        return switch (models.find(DETECTION)) {
            case Found.Missing missing -> Reading.unavailable(missing);
            case Found.Ready detection ->
                switch (models.find(RECOGNITION)) {
                    case Found.Missing missing -> Reading.unavailable(missing);
                    case Found.Ready recognition ->
                        measure(features.picture().colours(), detection.network(), recognition.network())
                                .by(detection, recognition);
                };
        };
    }

    private Reading.Seen measure(Colours colours, Network detection, Network recognition) {
        var lines = new ArrayList<Line>();
        for (var box : find(colours, detection)) {
            var spelling = read(colours, box, recognition);
            if (spelling.text().length() >= FEWEST_LETTERS && spelling.confidence() >= LEAST_CONFIDENCE) {
                lines.add(new Line(box, spelling.text()));
            }
        }
        var pixels = (double) colours.width() * colours.height();
        var area = lines.stream().mapToDouble(line -> line.box().area()).sum() / pixels;
        return new Reading.Seen(
                Map.of(Dimension.TEXT_AREA, Math.min(1, area), Dimension.TEXT_LINES, (double) lines.size()),
                lines.stream().map(line -> region(line, colours)).toList());
    }

    /** Boxes in pixels of the picture, the largest ones, from top to bottom. */
    private List<Slant> find(Colours colours, Network detection) {
        var scale = Math.min(1, maxSide / (double) Math.max(colours.width(), colours.height()));
        var width = Math.max(STRIDE, (int) Math.rint(colours.width() * scale / STRIDE) * STRIDE);
        var height = Math.max(STRIDE, (int) Math.rint(colours.height() * scale / STRIDE) * STRIDE);
        var whole = Slant.whole(colours.width(), colours.height());
        var answer = run(detection, FOR_DETECTION.cut(colours, whole, width, height, width));
        var right = colours.width() / (double) width;
        var low = colours.height() / (double) height;
        return new TextMap(width, height, answer.values())
                .boxes().stream()
                        .map(box -> box.scaled(right, low))
                        .sorted(Comparator.comparingDouble(Slant::area).reversed())
                        .limit(MOST_LINES)
                        .sorted(Comparator.comparingDouble(Slant::y).thenComparingDouble(Slant::x))
                        .toList();
    }

    private Alphabet.Spelling read(Colours colours, Slant box, Network recognition) {
        var width = Math.clamp((int) Math.ceil(LINE_HEIGHT * box.width() / box.height()), 1, MOST_LINE_WIDTH);
        var padded = Math.max(LEAST_LINE_WIDTH, width);
        return alphabet.spell(run(recognition, FOR_RECOGNITION.cut(colours, box, width, LINE_HEIGHT, padded)));
    }

    private static Tensor.Floats run(Network network, Tensor.Floats input) {
        var answers = network.run(Map.of("x", input)).values();
        if (answers.iterator().next() instanceof Tensor.Floats floats) {
            return floats;
        }
        throw new IllegalArgumentException("It answers with whole numbers");
    }

    private static Region region(Line line, Colours colours) {
        var left = Math.clamp(line.box().left() / colours.width(), 0, 1);
        var top = Math.clamp(line.box().top() / colours.height(), 0, 1);
        return new Region(
                Dimension.TEXT_AREA,
                left,
                top,
                Math.clamp(line.box().right() / colours.width(), 0, 1) - left,
                Math.clamp(line.box().bottom() / colours.height(), 0, 1) - top,
                line.text());
    }
}
