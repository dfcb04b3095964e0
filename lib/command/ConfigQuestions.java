package lib.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.Terminal;
import lib.config.GivenValue;
import lib.config.LoginUrl;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.failure.Failure;
import lib.failure.Text;
import lib.files.InputFile;
import lib.keys.KeySource;
import lib.keys.PrivateKeys;
import lib.text.Untrusted;

/**
 * Asks a person for what a jwt.json still needs, with what is there as the answer to an empty line.
 */
record ConfigQuestions(Terminal.Questions questions, Output out, Surroundings surroundings) {

    private static final int SHOWN = 20;

    /**
     * @param known what is not asked for
     * @param old what the file says, to be offered
     * @param inherited what the file's top level says, which is not asked for either
     */
    OrgSettings complete(OrgSettings known, OrgSettings old, OrgSettings inherited) {
        OrgSettings there = known.over(inherited);
        boolean nothingSaid = there.consumerKey() == null || there.username() == null;
        OrgSettings answers = known;
        if (nothingSaid && there.loginUrl() == null && there.sandbox() == null) {
            Setting<String> loginUrl = askForOrg(old);
            answers = answers.withLoginUrl(loginUrl.value().isEmpty() ? null : loginUrl);
        }
        if (there.consumerKey() == null) {
            answers = answers.withConsumerKey(ask("Consumer Key", old.consumerKey(), "the Consumer Key",
                    GivenValue::consumerKey));
        }
        if (there.username() == null) {
            answers = answers.withUsername(ask(old.username() == null ? "Username (like ci@acme.example)" : "Username",
                    old.username(), "the username", GivenValue::username));
        }
        return (there.key() == null ? answers.withKey(key(old)) : answers).over(old);
    }

    private Setting<String> askForOrg(OrgSettings old) {
        out.say("Your org's own address comes first: an External Client App may be known nowhere else.");
        out.say("Setup > My Domain shows it; what the browser shows while you are in the org will do as well.");
        if (old.loginUrl() == null) {
            out.say("An empty answer stands for login.salesforce.com.");
        }
        return ask(old.loginUrl() == null ? "My Domain (like acme.my.salesforce.com)" : "My Domain", old.loginUrl(),
                "the login URL", answer -> {
                    if (!answer.value().isEmpty()) {
                        LoginUrl.parse(answer);
                    }
                });
    }

    /** The one in the file, else the one that generate-certs makes; asked for only where neither is there. */
    private Setting<KeySource> key(OrgSettings old) {
        Path usual = surroundings.folder().resolve(Text.KEY);
        Setting<KeySource> key = old.key() != null ? old.key()
                : new Setting<>(new KeySource.InFile(usual), "--key-file");
        if (!(key.value() instanceof KeySource.InFile(Path path, var _)) || Files.exists(path)) {
            return key;
        }
        out.say("There is no key at " + surroundings.shown(path) + ".");
        Setting<String> typed = ask("Private key file", null, "the key file", answer ->
                InputFile.read(file(answer), "private key", PrivateKeys.LARGEST));
        return new Setting<>(new KeySource.InFile(file(typed)), "the key file");
    }

    private Path file(Setting<String> typed) {
        KeySource.requirePath(typed.value(), surroundings.folder(), "the key file");
        return InputFile.path(surroundings.folder(), typed.value(), "the key file");
    }

    /** Asks until the answer passes the check. */
    private Setting<String> ask(String question, Setting<String> old, String name, Consumer<Setting<String>> check) {
        String offer = old == null ? "" : " [" + shortened(Untrusted.line(old.value())) + "]";
        while (true) {
            String answer = questions.ask(question + offer + ": ");
            if (answer == null) {
                throw Failure.usage("no_answer", name + " was not given",
                        "run the command again, or give it as an option");
            }
            if (answer.isEmpty() && old != null) {
                return old;
            }
            var setting = new Setting<>(answer, name);
            try {
                check.accept(setting);
                return setting;
            } catch (Failure e) {
                out.say(e.say(out.voice()));
                out.say("  " + e.fix().say(out.voice()));
            }
        }
    }

    /** A Consumer Key is long, and its ends tell it from others; addresses are shown whole. */
    private static String shortened(String value) {
        return value.length() <= 3 * SHOWN ? value
                : value.substring(0, SHOWN) + "…" + value.substring(value.length() - SHOWN / 4);
    }
}
