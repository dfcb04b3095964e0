package lib.app;

import java.util.Arrays;
import java.util.stream.Collectors;
import lib.failure.Failure;
import lib.text.Quoted;

/**
 * Whether the app heeds the IP ranges of its users' profiles.
 */
public enum IpRelaxation {
    ENFORCE("enforce", "Enforce"),
    BYPASS("bypass", "Bypass"),
    BYPASS_2FACTOR("bypass-2factor", "Bypass_2factor"),
    ENFORCE_RELAX_REFRESH("enforce-relax-refresh", "Enforce_RelaxRefresh");

    private final String option;
    private final String inMetadata;

    IpRelaxation(String option, String inMetadata) {
        this.option = option;
        this.inMetadata = inMetadata;
    }

    String inMetadata() {
        return inMetadata;
    }

    /** @throws Failure {@code bad_ip_relaxation} */
    public static IpRelaxation parse(String typed) {
        return Arrays.stream(values()).filter(one -> one.option.equalsIgnoreCase(typed)
                || one.inMetadata.equalsIgnoreCase(typed)).findFirst().orElseThrow(() -> Failure.usage(
                        "bad_ip_relaxation", "--ip-relaxation " + Quoted.value(typed) + " is not one", "choose from "
                        + Arrays.stream(values()).map(one -> one.option).collect(Collectors.joining(", "))));
    }
}
