package dev.comfymesh.scoring.adapter.tflite;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsAddOperator;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteOperatorCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteOperatorSetInvoke;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteOperatorSetPrepare;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteBuiltinCustom;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteError;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.tensorflowlite.Invoke_TfLiteOpaqueContext_TfLiteOpaqueNode;
import org.bytedeco.tensorflowlite.Prepare_TfLiteOpaqueContext_TfLiteOpaqueNode;
import org.bytedeco.tensorflowlite.TfLiteContext;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteNode;
import org.bytedeco.tensorflowlite.TfLiteOpaqueContext;
import org.bytedeco.tensorflowlite.TfLiteOpaqueNode;
import org.bytedeco.tensorflowlite.TfLiteOperator;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/**
 * The one operator of MediaPipe's own that its models of people need: it makes a picture twice as large, where each pixel becomes
 * 2 x 2 that overlap with no others. It lives as long as the process, as the models do.
 */
final class Deconvolution {
    // The operator keeps the pointer, so it must not be that of a passing string.
    private static final BytePointer NAME = new BytePointer("Convolution2DTransposeBias");
    private static final int VERSION = 1;
    private static final Prepare PREPARE = new Prepare();
    private static final Invoke INVOKE = new Invoke();
    private static final TfLiteOperator OPERATOR = operator();

    private Deconvolution() {}

    static void addTo(TfLiteInterpreterOptions options) {
        TfLiteInterpreterOptionsAddOperator(options, OPERATOR);
    }

    private static TfLiteOperator operator() {
        var operator = TfLiteOperatorCreate(kTfLiteBuiltinCustom, NAME, VERSION, null);
        TfLiteOperatorSetPrepare(operator, PREPARE);
        TfLiteOperatorSetInvoke(operator, INVOKE);
        return operator;
    }

    /** Refuses what is not of that shape. */
    private static final class Prepare extends Prepare_TfLiteOpaqueContext_TfLiteOpaqueNode {
        @Override
        public int call(TfLiteOpaqueContext context, TfLiteOpaqueNode node) {
            return new Use(context, node).isDoubling() ? kTfLiteOk : kTfLiteError;
        }
    }

    private static final class Invoke extends Invoke_TfLiteOpaqueContext_TfLiteOpaqueNode {
        @Override
        public int call(TfLiteOpaqueContext context, TfLiteOpaqueNode node) {
            new Use(context, node).run();
            return kTfLiteOk;
        }
    }

    /** The tensors of one such operator in a model: [1, height, width, in], [out, 2, 2, in], [out] and [1, 2 height, 2 width, out]. */
    private static final class Use {
        private final TfLiteTensor from;
        private final TfLiteTensor weights;
        private final TfLiteTensor bias;
        private final TfLiteTensor to;

        /** What is opaque in the interface are these very structures. */
        Use(TfLiteOpaqueContext context, TfLiteOpaqueNode node) {
            var tensors = new TfLiteContext(context).tensors();
            var inputs = new TfLiteNode(node).inputs();
            from = tensors.getPointer(inputs.data(0));
            weights = tensors.getPointer(inputs.data(1));
            bias = tensors.getPointer(inputs.data(2));
            to = tensors.getPointer(new TfLiteNode(node).outputs().data(0));
        }

        boolean isDoubling() {
            return side(weights, 1) == 2
                    && side(weights, 2) == 2
                    && side(to, 1) == 2 * side(from, 1)
                    && side(to, 2) == 2 * side(from, 2);
        }

        void run() {
            var in = side(from, 3);
            var out = side(to, 3);
            var width = side(from, 2);
            var pixels = numbers(from);
            var kernel = numbers(weights);
            var start = numbers(bias);
            var made = new float[4 * side(from, 1) * width * out];
            for (var index = 0; index < made.length; index++) {
                var band = index % out;
                var x = index / out % (2 * width);
                var y = index / out / (2 * width);
                var pixel = (y / 2 * width + x / 2) * in;
                var row = ((band * 2 + y % 2) * 2 + x % 2) * in;
                var sum = start[band];
                for (var at = 0; at < in; at++) {
                    sum += pixels[pixel + at] * kernel[row + at];
                }
                made[index] = sum;
            }
            to.data().f().put(made);
        }

        private static int side(TfLiteTensor tensor, int index) {
            return tensor.dims().data(index);
        }

        private static float[] numbers(TfLiteTensor tensor) {
            var count = 1;
            for (var index = 0; index < tensor.dims().size(); index++) {
                count *= side(tensor, index);
            }
            var numbers = new float[count];
            new FloatPointer(tensor.data().f()).get(numbers);
            return numbers;
        }
    }
}
