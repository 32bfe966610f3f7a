package dev.comfymesh.scoring.adapter.tflite;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteIntArrayCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsAddCustomOp;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.tensorflowlite.TfLiteContext;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteNode;
import org.bytedeco.tensorflowlite.TfLiteRegistration;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/**
 * The one operator of MediaPipe's models that TensorFlow Lite does not bring: a transposed convolution with a bias, from height,
 * width and channels to as many times the height and width as it strides.
 */
final class BiasedUpsampling {
    // The library keeps pointers to these, so they live as long as the process does.
    private static final BytePointer NAME = new BytePointer("Convolution2DTransposeBias");
    private static final Shaping SHAPING = new Shaping();
    private static final Running RUNNING = new Running();
    private static final TfLiteRegistration REGISTRATION = new TfLiteRegistration()
            .prepare(SHAPING)
            .invoke(RUNNING)
            .custom_name(NAME)
            .version(1);

    private BiasedUpsampling() {}

    static void addTo(TfLiteInterpreterOptions options) {
        TfLiteInterpreterOptionsAddCustomOp(options, NAME, REGISTRATION, 1, 1);
    }

    /** Says how large the output will be. */
    private static final class Shaping extends TfLiteRegistration.Prepare_TfLiteContext_TfLiteNode {
        @Override
        public int call(TfLiteContext context, TfLiteNode node) {
            var input = input(context, node, 0).dims();
            var sides = TfLiteIntArrayCreate(4);
            sides.data(0, input.data(0));
            sides.data(1, input.data(1) * strideDown(node));
            sides.data(2, input.data(2) * strideRight(node));
            sides.data(3, input(context, node, 1).dims().data(0));
            return context.ResizeTensor().call(context, output(context, node), sides);
        }
    }

    /** Spreads each number of the input over the pixels that it reaches. */
    private static final class Running extends TfLiteRegistration.Invoke_TfLiteContext_TfLiteNode {
        @Override
        public int call(TfLiteContext context, TfLiteNode node) {
            var from = Block.of(input(context, node, 0));
            var kernel = Block.of(input(context, node, 1));
            var bias = Block.of(input(context, node, 2)).values();
            var output = output(context, node);
            var sides = output.dims();
            var to = new Block(sides.data(1), sides.data(2), sides.data(3), new float[size(output)]);
            for (var at = 0; at < to.values().length; at += to.channels()) {
                System.arraycopy(bias, 0, to.values(), at, to.channels());
            }
            spread(from, kernel, to, strideDown(node), strideRight(node));
            numbers(output).put(to.values());
            return kTfLiteOk;
        }

        private static void spread(Block from, Block kernel, Block to, int down, int right) {
            var above = Math.max(0, (from.height() - 1) * down + kernel.height() - to.height()) / 2;
            var before = Math.max(0, (from.width() - 1) * right + kernel.width() - to.width()) / 2;
            for (var y = 0; y < from.height(); y++) {
                for (var x = 0; x < from.width(); x++) {
                    for (var row = 0; row < kernel.height(); row++) {
                        for (var column = 0; column < kernel.width(); column++) {
                            var toY = y * down + row - above;
                            var toX = x * right + column - before;
                            if (toY >= 0 && toY < to.height() && toX >= 0 && toX < to.width()) {
                                add(from, from.at(y, x), kernel, kernel.at(row, column), to, to.at(toY, toX));
                            }
                        }
                    }
                }
            }
        }

        private static void add(Block from, int source, Block kernel, int weight, Block to, int target) {
            var oneChannel = kernel.height() * kernel.width() * kernel.channels();
            for (var channel = 0; channel < to.channels(); channel++) {
                var sum = 0f;
                var first = channel * oneChannel + weight;
                for (var index = 0; index < from.channels(); index++) {
                    sum += from.values()[source + index] * kernel.values()[first + index];
                }
                to.values()[target + channel] += sum;
            }
        }
    }

    /** Numbers by height, width and channel; a kernel has as many such blocks as there are channels to come. */
    private record Block(int height, int width, int channels, float[] values) {
        static Block of(TfLiteTensor tensor) {
            var values = new float[size(tensor)];
            numbers(tensor).get(values);
            var sides = new int[] {1, 1, 1, 1};
            var shape = tensor.dims();
            Arrays.setAll(sides, side -> {
                var own = side - (sides.length - shape.size());
                return own < 0 ? 1 : shape.data(own);
            });
            return new Block(sides[1], sides[2], sides[3], values);
        }

        int at(int y, int x) {
            return (y * width + x) * channels;
        }
    }

    private static TfLiteTensor input(TfLiteContext context, TfLiteNode node, int index) {
        return context.tensors().getPointer(node.inputs().data(index));
    }

    private static TfLiteTensor output(TfLiteContext context, TfLiteNode node) {
        return context.tensors().getPointer(node.outputs().data(0));
    }

    // What the model says of the operator begins with the padding, the stride to the right and that down.
    private static int strideRight(TfLiteNode node) {
        return new IntPointer(node.custom_initial_data()).get(1);
    }

    private static int strideDown(TfLiteNode node) {
        return new IntPointer(node.custom_initial_data()).get(2);
    }

    private static FloatPointer numbers(TfLiteTensor tensor) {
        return new FloatPointer(tensor.data().data());
    }

    private static int size(TfLiteTensor tensor) {
        return (int) (tensor.bytes() / Float.BYTES);
    }
}
