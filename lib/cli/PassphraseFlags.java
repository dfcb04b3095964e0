package lib.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lib.config.Environment;
import lib.files.InputFile;
import lib.keys.Passphrase;
import picocli.CommandLine.Option;

/**
 * Where the passphrase of an encrypted key or the PIN of a token may come from: a file, the environment, a person.
 * Never an argument, which every user of the machine could read.
 */
public final class PassphraseFlags {

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "First line: the passphrase of an "
            + "encrypted key, or a token's PIN. Otherwise SFJWT_KEY_PASSPHRASE, or you are asked.")
    String file;

    /** How many slips of a person are forgiven. */
    private static final int AGAIN = 2;

    /** By question, what was answered; a question is asked once, however many orgs share its key. */
    private final Map<String, char[]> answers = new HashMap<>();
    private int refusals;

    /** In this order: the file, SFJWT_KEY_PASSPHRASE, a question at the terminal. */
    public Passphrase from(Surroundings surroundings, Output out) {
        return new Passphrase() {
            @Override
            public char[] forKey(String what) {
                return once("Passphrase for " + what + ": ", () -> Passphrase.NONE.forKey(what));
            }

            @Override
            public char[] forToken(String token) {
                return once("PIN of " + token + ": ", () -> Passphrase.NONE.forToken(token));
            }

            @Override
            public boolean refused(String what) {
                String question = "Passphrase for " + what + ": ";
                synchronized (answers) {
                    boolean again = typed(surroundings).size() > 0 && ++refusals <= AGAIN;
                    if (again) {
                        answers.remove(question);
                    }
                    return again;
                }
            }

            private char[] once(String question, Supplier<char[]> none) {
                synchronized (answers) {
                    // a copy, because its reader wipes what it gets
                    return answers.computeIfAbsent(question, _ -> secret(surroundings, out,
                            (refusals > 0 ? "That does not open it. " : "") + question, none)).clone();
                }
            }

            @Override
            public String tokenLibrary() {
                return library(surroundings);
            }
        };
    }

    /** As {@link #from}, for what can be left out: nobody is asked. */
    public static Passphrase unasked(Surroundings surroundings) {
        return new Passphrase() {
            @Override
            public char[] forKey(String what) {
                String variable = inVariable(surroundings);
                return variable.isEmpty() ? Passphrase.NONE.forKey(what) : variable.toCharArray();
            }

            @Override
            public String tokenLibrary() {
                return library(surroundings);
            }
        };
    }

    private static String library(Surroundings surroundings) {
        var library = surroundings.variables().trimmed(Environment.PKCS11_MODULE);
        return library == null ? null : library.value();
    }

    /** What a person answered at the terminal, each once. */
    Set<String> typed(Surroundings surroundings) {
        boolean asked = file == null && inVariable(surroundings).isEmpty();
        synchronized (answers) {
            return asked ? answers.values().stream().map(String::new).collect(Collectors.toSet()) : Set.of();
        }
    }

    private char[] secret(Surroundings surroundings, Output out, String question, Supplier<char[]> none) {
        if (file != null) {
            return InputFile.firstLine(InputFile.path(surroundings.folder(), file, "--passphrase-file"),
                    "passphrase file");
        }
        String variable = inVariable(surroundings);
        if (!variable.isEmpty()) {
            return variable.toCharArray();
        }
        out.still();
        return surroundings.terminal().questions().map(questions -> questions.askSecret(question)).orElseGet(none);
    }

    private static String inVariable(Surroundings surroundings) {
        return Environment.keyPassphrase(surroundings.environment());
    }
}
