package dev.comfymesh.bench.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Requests made up to be like those of a public trace of diffusion serving: few models and few tenants make most of the
 * traffic, a tenant stays with its model, lengths are log-normal around what is usual for the model, and requests come in bursts.
 */
public final class FittedTraffic implements Traffic {
    private static final int MODELS = 80;
    private static final int TENANTS = 3_000;
    private static final double TENANT_SLOPE = 0.97;
    private static final double SAME_MODEL_AGAIN = 0.72;
    private static final double SAME_TENANT_AGAIN = 0.25;

    // Of the 19 most used models, how much of the traffic each makes; the others share the rest by a steep power law.
    private static final double[] TOP_SHARES = {
        .308, .127, .092, .083, .066, .045, .044, .029, .028, .028, .022, .010, .008, .008, .007, .005, .005, .005, .005
    };
    private static final double TAIL_SLOPE = 1.2;
    // Seconds with one image and no LoRA, in the middle, of the most used models; others are drawn like these.
    private static final double[] MEDIANS = {17.9, 40.0, 20.0, 19.7, 57.8, 20.0, 22.0, 38.2, 21.2, 21.1, 22.1, 24.4};
    private static final double LENGTH_SPREAD = 0.35;
    private static final double LORA_SHARE = 0.16;
    private static final double LORA_FACTOR = 1.3;

    private static final double MEAN_GAP_MILLIS = 22_500;
    // The rate wanders: each stretch of some minutes has its own, within a factor of about three.
    private static final double RATE_SPREAD = 0.55;
    private static final long STRETCH_MILLIS = 300_000;

    @Override
    public List<Sample> stretch(int count, RandomGenerator random) {
        var models = modelShares();
        var tenants = zipf(TENANTS, TENANT_SLOPE);
        Map<String, String> modelOf = new HashMap<>();
        var samples = new ArrayList<Sample>(count);
        var tenant = "";
        var rate = 1.0;
        var leftMillis = 0L;
        for (int n = 0; n < count; n++) {
            if (leftMillis <= 0) {
                rate = Math.exp(RATE_SPREAD * random.nextGaussian() - RATE_SPREAD * RATE_SPREAD / 2);
                leftMillis = STRETCH_MILLIS;
            }
            var gap = Math.round(MEAN_GAP_MILLIS / rate * random.nextExponential());
            leftMillis -= gap;
            if (tenant.isEmpty() || random.nextDouble() >= SAME_TENANT_AGAIN) {
                tenant = "tenant-" + pick(tenants, random);
            }
            var last = modelOf.get(tenant);
            var model = last != null && random.nextDouble() < SAME_MODEL_AGAIN ? last : "model-" + pick(models, random);
            modelOf.put(tenant, model);
            samples.add(sample(gap, tenant, model, random));
        }
        return samples;
    }

    @Override
    public String description() {
        return "requests made up by the generator that comes with this bench, fitted to a public trace";
    }

    private static Sample sample(long gap, String tenant, String model, RandomGenerator random) {
        var rank = Integer.parseInt(model.substring("model-".length()));
        var loras = random.nextDouble() < LORA_SHARE ? 1 : 0;
        var images = images(random);
        var median = 1000 * MEDIANS[rank % MEDIANS.length] * (loras == 0 ? 1 : LORA_FACTOR) * (images > 2 ? 1.3 : 1);
        var exec = Math.max(2_000, Math.round(median * Math.exp(LENGTH_SPREAD * random.nextGaussian())));
        return new Sample(gap, tenant, model, loras, images, exec);
    }

    private static int images(RandomGenerator random) {
        var share = random.nextDouble();
        if (share < 0.58) {
            return 1;
        }
        return share < 0.66 ? 2 : share < 0.86 ? 4 : 8;
    }

    private static double[] modelShares() {
        var shares = new double[MODELS];
        var rest = 1.0;
        for (int rank = 0; rank < TOP_SHARES.length; rank++) {
            shares[rank] = TOP_SHARES[rank];
            rest -= TOP_SHARES[rank];
        }
        var tail = zipf(MODELS - TOP_SHARES.length, TAIL_SLOPE);
        for (int rank = 0; rank < tail.length; rank++) {
            shares[TOP_SHARES.length + rank] = rest * tail[rank];
        }
        return shares;
    }

    private static double[] zipf(int count, double slope) {
        var shares = new double[count];
        var sum = 0.0;
        for (int rank = 0; rank < count; rank++) {
            shares[rank] = Math.pow(rank + 1, -slope);
            sum += shares[rank];
        }
        for (int rank = 0; rank < count; rank++) {
            shares[rank] /= sum;
        }
        return shares;
    }

    private static int pick(double[] shares, RandomGenerator random) {
        var left = random.nextDouble();
        for (int rank = 0; rank < shares.length; rank++) {
            left -= shares[rank];
            if (left < 0) {
                return rank;
            }
        }
        return shares.length - 1;
    }
}
