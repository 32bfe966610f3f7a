package dev.comfymesh.scoring.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One thing that is measured in a picture, with its unit. */
public enum Dimension {
    /** How much stronger fine detail is than coarser, without noise: 1 is wholly blurred, 2 to 4 crisp, 0 without detail. */
    SHARPNESS("ratio"),
    /** Mean luma: 0 is black, 1 is white. */
    BRIGHTNESS("share of white"),
    /** Share of pixels that are black, or as good as: 0 to 1. */
    SHADOWS("share of pixels"),
    /** Share of pixels that are white, or as good as: 0 to 1. */
    HIGHLIGHTS("share of pixels"),
    /** Standard deviation of luma, in grey levels: 0 to 127.5. */
    CONTRAST("grey levels"),
    /** Entropy of the histogram of luma, in bits: 0 to 8. */
    ENTROPY("bits"),
    /** Standard deviation of the noise in the calmest parts, in grey levels: 0 is clean. */
    NOISE("grey levels"),
    /** How much more luma steps on the borders of JPEG's blocks than between them: 0 is none, 1 twice as much. */
    BLOCKINESS("ratio"),
    /** Sizes of false contours in grey levels, per pixel: 0 is none. */
    BANDING("grey levels per pixel"),
    /** How far the statistics are from those of photographs, as people rated distorted ones: 0 is best, 100 worst. */
    BRISQUE("points"),
    /** How far the statistics are from those of undistorted photographs: 0 is best, some 3 to 5 usual. */
    NIQE("distance"),
    /** Sharpness where the eye looks. */
    SUBJECT_SHARPNESS("ratio"),
    /** How near the subject is to the middle or to where the lines of the thirds cross: 0 to 1; a rule of thumb. */
    THIRDS("nearness"),
    /** How near the subject is to the middle between left and right: 0 to 1; a rule of thumb. */
    BALANCE("nearness"),
    /** Share of the subject that touches the border: 0 to 1; a rule of thumb. */
    CUT_OFF("share of subject"),
    /** Share of pixels of which red, green or blue is at its upper end: 0 to 1. */
    CLIPPING("share of pixels"),
    /** Share of blocks in which nothing varies at all, those that are nearly black or white aside: 0 to 1. */
    FLATNESS("share of blocks"),
    /** The cosine of picture and prompt in the space of CLIP: -1 to 1, in trained models 0.1 to 0.4 as a rule. */
    ALIGNMENT("cosine"),
    /** That of the clause of the prompt with which the picture goes worst. */
    ALIGNMENT_WORST("cosine"),
    /** How much people like the look of it, as the model at hand learnt it: 1 to 10 as a rule. */
    AESTHETICS("points"),
    /** Share of the picture that lines of legible text cover: 0 to 1. */
    TEXT_AREA("share of picture"),
    /** How many lines of legible text there are, up to 64. */
    TEXT_LINES("lines"),
    /** How many faces there are. */
    FACE_COUNT("faces"),
    /** How much of the picture the largest face takes: 0 to 1. */
    FACE_SIZE("share of picture"),
    /** Sharpness of the largest face alone, in squared grey levels. */
    FACE_SHARPNESS("squared grey levels"),
    /** How far the largest face looks past the camera, in degrees: 0 is frontal, 180 away. */
    FACE_TURN("degrees"),
    /** How far it looks to the right of the picture, in degrees: -180 to 180. */
    FACE_YAW("degrees"),
    /** How far it looks up, in degrees: -90 to 90. */
    FACE_PITCH("degrees"),
    /** How far it leans clockwise, in degrees: -180 to 180. */
    FACE_ROLL("degrees"),
    /** Height of the less open eye by its width: some 0.3 is open, below some 0.15 shut. */
    EYES_OPEN("ratio"),
    /** Width of the mouth by the distance of the outer corners of the eyes: grows with a smile; a rule of thumb. */
    SMILE("ratio"),
    /** Height of the open mouth by its width: 0 is shut; a rule of thumb. */
    MOUTH_OPEN("ratio"),
    /** Cosine between the face and that of a reference: -1 to 1, more is more alike; depends on the embedder. */
    LIKENESS("cosine"),
    /** How much lighter or darker the skin is than that of the references, in stops: 0 is the same. */
    SKIN_TONE("stops"),
    /** Share of the background where there are edges: 0 is even, 1 all edges. */
    BACKGROUND_CLUTTER("share of background"),
    /** How far the background's colours are from their mean, in units of CIELAB: 0 is one colour. */
    BACKGROUND_SPREAD("delta E"),
    /** How many hands there are; experimental. */
    HAND_COUNT("hands"),
    /** How sure a model is of the least likely hand: 0 to 1; experimental. */
    HANDS("likelihood"),
    /** Share of the mask whose colours are still those of the reference there: 0 to 1; a rule of thumb. */
    GARMENT_VISIBLE("share of mask"),
    /** Share of the levels of red, green and blue that no pixel has though there are darker and lighter ones: 0 to 1. */
    GAPS("share of levels"),
    /** How regularly fine detail comes and goes: 0 is not at all, from some 0.2 on the picture was enlarged. */
    ENLARGEMENT("share of detail"),
    ;

    private static final Map<String, Dimension> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Dimension::word, Function.identity()));

    private final String unit;

    Dimension(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    /** Its name in facts and profiles. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this word; empty when this release has none. */
    public static Optional<Dimension> find(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
