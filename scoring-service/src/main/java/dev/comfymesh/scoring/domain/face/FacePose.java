package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.Map;
import java.util.Set;

/**
 * Where the main face looks, in degrees: yaw to the right of the picture, pitch up, roll clockwise, and how far off the camera
 * altogether. The mesh has its depths from a network, so these are estimates, the coarser the farther the face is turned.
 */
public record FacePose(Models library) implements Scorer {
    /** Points of the mesh that mirror each other, left and right. */
    private static final int[][] PAIRS = {
        {33, 263},
        {133, 362},
        {61, 291},
        {109, 338},
        {67, 297},
        {103, 332},
        {54, 284},
        {21, 251},
        {162, 389},
        {127, 356},
        {234, 454},
        {93, 323},
        {132, 361},
        {58, 288},
        {172, 397},
        {136, 365},
        {150, 379}
    };

    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;

    @Override
    public String id() {
        return "face-pose@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.FACE_TURN, Dimension.FACE_YAW, Dimension.FACE_PITCH, Dimension.FACE_ROLL);
    }

    @Override
    public Set<String> models() {
        return Mesh.models(library);
    }

    @Override
    public Reading measure(Features features) {
        return features.of(new Mesh.Of(library)).read(FacePose::of);
    }

    private static Reading of(Mesh mesh) {
        var across = new Direction(0, 0, 0);
        for (var pair : PAIRS) {
            across = across.plus(Direction.from(mesh, pair[0], pair[1]));
        }
        // What mirrors itself is level by definition, so it is the line down the face that gives way.
        var forward =
                across.cross(Direction.from(mesh, FOREHEAD, CHIN)).times(-1).unit();
        return new Reading.Seen(Map.of(
                Dimension.FACE_TURN, Math.toDegrees(StrictMath.acos(Math.clamp(-forward.z, -1, 1))),
                Dimension.FACE_YAW, Math.toDegrees(StrictMath.atan2(forward.x, -forward.z)),
                Dimension.FACE_PITCH, Math.toDegrees(StrictMath.asin(-forward.y)),
                Dimension.FACE_ROLL, Math.toDegrees(StrictMath.atan2(across.y, across.x))));
    }

    /** To the right, down, and away from the camera. */
    private record Direction(double x, double y, double z) {
        static Direction from(Mesh mesh, int one, int other) {
            return new Direction(
                    mesh.at(other).x() - mesh.at(one).x(),
                    mesh.at(other).y() - mesh.at(one).y(),
                    mesh.depths()[other] - mesh.depths()[one]);
        }

        Direction plus(Direction other) {
            return new Direction(x + other.x, y + other.y, z + other.z);
        }

        Direction times(double factor) {
            return new Direction(x * factor, y * factor, z * factor);
        }

        Direction cross(Direction other) {
            return new Direction(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
        }

        Direction unit() {
            return times(1 / Math.sqrt(x * x + y * y + z * z));
        }
    }
}
