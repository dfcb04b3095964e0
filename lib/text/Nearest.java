package lib.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The name that a mistyped word probably stands for.
 */
public final class Nearest {

    private Nearest() {
    }

    /** The closest of these names, if it is close: at most a third of the letters differ. */
    public static Optional<String> to(String typed, Collection<String> names) {
        return names.stream().filter(name -> distance(typed, name) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** Letters to insert, delete, replace or swap with a neighbour (Damerau and Levenshtein), whatever their case. */
    private static int distance(String typed, String meant) {
        String a = typed.toLowerCase(Locale.ROOT);
        String b = meant.toLowerCase(Locale.ROOT);
        int[][] to = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    to[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                to[i][j] = Math.min(Math.min(to[i - 1][j], to[i][j - 1]) + 1, to[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    to[i][j] = Math.min(to[i][j], to[i - 2][j - 2] + 1);
                }
            }
        }
        return to[a.length()][b.length()];
    }
}
