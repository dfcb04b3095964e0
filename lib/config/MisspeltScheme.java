package lib.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.text.Nearest;

/**
 * The beginning of an address that was to be https:// and is not quite: htps://, https:/, https//, https://https://.
 *
 * @param typed the beginning as it stands there
 * @param rest what follows it
 */
record MisspeltScheme(String typed, String rest) {

    private static final Pattern START = Pattern.compile("([A-Za-z]{2,8})(?:[:;]/*|//+)");
    private static final List<String> SCHEMES = List.of("https", "http");

    static Optional<MisspeltScheme> in(String address) {
        Matcher start = START.matcher(address);
        int end = 0;
        while (start.region(end, address.length()).lookingAt()
                && Nearest.to(start.group(1), SCHEMES).isPresent()) {
            end = start.end();
        }
        String typed = address.substring(0, end);
        boolean isRight = SCHEMES.stream().anyMatch(scheme -> typed.equalsIgnoreCase(scheme + "://"));
        return end == 0 || isRight ? Optional.empty()
                : Optional.of(new MisspeltScheme(typed, address.substring(end)));
    }
}
