package lib.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a terminal shows at once.
 */
public record Screen(int rows, int columns) {

    /** What nearly all terminals have at least, for those that cannot be asked. */
    static final Screen USUAL = new Screen(24, 80);

    private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");
    private static final int NARROWEST = 20;

    /** Java has no TIOCGWINSZ, so stty(1) is asked, unless COLUMNS tells. */
    static Screen of(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        Screen asked = ask();
        return columns.matches("\\d{1,4}") ? asked.wide(Integer.parseInt(columns)) : asked;
    }

    private static Screen ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(TtyQuestions.TTY.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher size = SIZE.matcher(said);
            // a terminal that was given no size says 0 0
            return stty.waitFor(1, TimeUnit.SECONDS) && size.matches() && !said.startsWith("0 ")
                    ? USUAL.wide(Integer.parseInt(size.group(2))).high(Integer.parseInt(size.group(1))) : USUAL;
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    private Screen wide(int others) {
        return new Screen(rows, others == 0 ? columns : Math.max(NARROWEST, others));
    }

    private Screen high(int others) {
        return new Screen(others, columns);
    }
}
