import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_quality;
import org.bytedeco.opencv.opencv_quality.QualityBRISQUE;

/** Prints what OpenCV's BRISQUE says of each file. */
class Brisque {
    public static void main(String[] files) throws Exception {
        Loader.load(opencv_quality.class);
        var share = Loader.cacheResource("/org/bytedeco/opencv/linux-x86_64/share/opencv4/quality/brisque_model_live.yml");
        var range = Loader.cacheResource("/org/bytedeco/opencv/linux-x86_64/share/opencv4/quality/brisque_range_live.yml");
        for (var file : files) {
            var picture = opencv_imgcodecs.imread(file, opencv_imgcodecs.IMREAD_GRAYSCALE);
            System.out.println(QualityBRISQUE.compute(picture, share.getPath(), range.getPath()).get(0));
        }
    }
}
